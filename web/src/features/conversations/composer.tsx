import { ActionIcon, Group, Text, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconArrowUp, IconPlayerStopFilled } from "@tabler/icons-react";
import { type ClipboardEvent, type DragEvent, type SubmitEvent, type KeyboardEvent, useRef, useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AttachButton } from "../attachments/attach-button.tsx";
import { PendingCard } from "../attachments/attachment-card.tsx";
import type { Attachments } from "../attachments/use-attachments.ts";

// On a phone, focus would push the page up under the keyboard before anything was read.
const hasKeyboard = matchMedia("(pointer: fine)").matches;

interface ComposerProps {
  agentName: string;
  lastPrompt: string | undefined;
  isAnswering: boolean;
  error: unknown;
  /** What goes with the message. */
  attachments: Attachments;
  /** False keeps the text, so that nothing written is lost. */
  onSend: (text: string, attachmentIds: readonly string[]) => Promise<boolean>;
  onStop: () => void;
}

export function Composer({ agentName, lastPrompt, isAnswering, error, attachments, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useHotkeys([["shift+Escape", () => field.current?.focus()]], []);
  useHotkeys([["Escape", () => isAnswering && onStop()]], []);

  const send = async () => {
    const said = text.trim();
    if (said === "" || isAnswering || attachments.isBusy) return;
    setText("");
    const ids = attachments.readyIds;
    const isSaid = await onSend(said, ids);
    if (isSaid) attachments.forget(ids);
    else setText((now) => (now === "" ? said : now));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlainEnter = event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;
    if (isPlainEnter) {
      event.preventDefault();
      void send();
    } else if (event.key === "ArrowUp" && text === "" && lastPrompt) {
      event.preventDefault();
      setText(lastPrompt);
    }
  };
  const take = (event: ClipboardEvent | DragEvent, files: FileList | undefined) => {
    if (!files || files.length === 0) return;
    event.preventDefault();
    attachments.add([...files]);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void send();
  };

  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a second way: the clip does the same by keyboard */}
      <form
        className="composer"
        onSubmit={submit}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => take(event, event.dataTransfer.files)}
      >
        {attachments.pending.length > 0 && (
          <ul className="attachments" aria-label="Goes with your message">
            {attachments.pending.map((one) => (
              <PendingCard key={one.key} pending={one} onRemove={() => attachments.remove(one.key)} />
            ))}
          </ul>
        )}
        <Textarea
          ref={field}
          variant="unstyled"
          aria-label={`Message ${agentName}`}
          placeholder={`Message ${agentName}…`}
          autosize
          minRows={1}
          maxRows={10}
          px={14}
          pt={4}
          autoFocus={hasKeyboard}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => take(event, event.clipboardData.files)}
        />
        <Group justify="space-between" px={8} pb={8}>
          <AttachButton attachments={attachments} />
          <SendOrStop isAnswering={isAnswering} isEmpty={text.trim() === "" || attachments.isBusy} onStop={onStop} />
        </Group>
      </form>
      <Text fz={12} c="dimmed" ta="center" mt={8}>
        Answers can be wrong. Check what matters.
      </Text>
    </>
  );
}

interface SendOrStopProps {
  isAnswering: boolean;
  isEmpty: boolean;
  onStop: () => void;
}

function SendOrStop({ isAnswering, isEmpty, onStop }: SendOrStopProps) {
  if (isAnswering) {
    return (
      <ActionIcon variant="filled" color="dark.5" radius="xl" size={34} aria-label="Stop" onClick={onStop}>
        <IconPlayerStopFilled size={14} />
      </ActionIcon>
    );
  }
  return (
    <ActionIcon type="submit" variant="filled" color="brand" radius="xl" size={34} aria-label="Send" disabled={isEmpty}>
      <IconArrowUp size={17} />
    </ActionIcon>
  );
}
