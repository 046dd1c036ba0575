import { ActionIcon, FileButton, Tooltip } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { attachmentsMax } from "./queries.ts";
import type { Attachments } from "./use-attachments.ts";

/** What can be done something with; what counts is the content, which the server looks at. */
const accepted = "image/png,image/jpeg,image/gif,image/webp,application/pdf,.docx,.html,.md,.csv,.txt,text/plain";

export function AttachButton({ attachments }: { attachments: Attachments }) {
  const isFull = attachments.pending.length >= attachmentsMax;
  return (
    <FileButton multiple accept={accepted} onChange={attachments.add} disabled={isFull}>
      {(props) => (
        <Tooltip label={isFull ? "Ten files go with one message" : "Add pictures or documents"}>
          <ActionIcon {...props} variant="subtle" color="gray" radius="xl" size={34} aria-label="Add files">
            <IconPaperclip size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}
