import { ActionIcon, Group, Text, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconArrowUp, IconPlayerStopFilled } from "@tabler/icons-react";
import { type SubmitEvent, type KeyboardEvent, useRef, useState } from "react";
import { ErrorNotice } from "../../design/error-notice.tsx";

// On a phone, focus would push the page up under the keyboard before anything was read.
const hasKeyboard = matchMedia("(pointer: fine)").matches;

interface ComposerProps {
  agentName: string;
  lastPrompt: string | undefined;
  isAnswering: boolean;
  error: unknown;
  /** False keeps the text, so that nothing written is lost. */
  onSend: (text: string) => Promise<boolean>;
  onStop: () => void;
}

export function Composer({ agentName, lastPrompt, isAnswering, error, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useHotkeys([["shift+Escape", () => field.current?.focus()]], []);
  useHotkeys([["Escape", () => isAnswering && onStop()]], []);

  const send = async () => {
    const said = text.trim();
    if (said === "" || isAnswering) return;
    setText("");
    const isSaid = await onSend(said);
    if (!isSaid) setText((now) => (now === "" ? said : now));
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
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void send();
  };

  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <form className="composer" onSubmit={submit}>
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
        />
        <Group justify="flex-end" px={8} pb={8}>
          <SendOrStop isAnswering={isAnswering} isEmpty={text.trim() === ""} onStop={onStop} />
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
