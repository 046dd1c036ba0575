import { ActionIcon, Button, Group, Textarea, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { CopyIcon } from "../../design/text/copy-icon.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AttachmentList } from "../attachments/attachment-card.tsx";
import type { Message } from "./queries.ts";

interface UserMessageProps {
  message: Message;
  /** Absent where it can't be changed: while an answer is written, or with AI off. */
  onEdit: ((text: string) => Promise<unknown>) | undefined;
}

export function UserMessage({ message, onEdit }: UserMessageProps) {
  const [isEditing, editing] = useDisclosure();
  return (
    <article className="user-message" aria-label="You" data-superseded={message.superseded || undefined}>
      {isEditing && onEdit ? (
        <EditForm text={message.text} onEdit={onEdit} onClose={editing.close} />
      ) : (
        <>
          <AttachmentList attachments={message.attachments} />
          <div className="user-bubble">{message.text}</div>
          <div className="message-foot">
            {message.superseded && <span>Replaced</span>}
            {message.withheld && <span>Forgotten by the agent</span>}
            <CopyIcon value={message.text} label="Copy your message" />
            {onEdit && !message.superseded && (
              <Tooltip label="Edit and send again">
                <ActionIcon size={26} aria-label="Edit and send again" onClick={editing.open}>
                  <IconPencil size={15} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        </>
      )}
    </article>
  );
}

interface EditFormProps {
  text: string;
  onEdit: (text: string) => Promise<unknown>;
  onClose: () => void;
}

function EditForm({ text, onEdit, onClose }: EditFormProps) {
  const [draft, setDraft] = useState(text);
  const [error, setError] = useState<unknown>(null);
  const save = () => onEdit(draft.trim()).then(onClose, setError);
  return (
    <div style={{ width: "100%" }}>
      <Textarea
        label="Change what you wrote"
        description="What was said after it is replaced."
        autosize
        autoFocus
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      />
      {error !== null && <ErrorNotice error={error} />}
      <Group justify="flex-end" gap="xs" mt={8}>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" disabled={draft.trim() === ""} onClick={() => void save()}>
          Send again
        </Button>
      </Group>
    </div>
  );
}
