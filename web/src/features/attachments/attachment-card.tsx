import { ActionIcon, Loader, Progress, Text, UnstyledButton } from "@mantine/core";
import { IconFile, IconX } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { use } from "react";
import { formatBytes } from "../../design/format.ts";
import { LocaleContext } from "../../design/locale.ts";
import { describeProblem } from "../../design/states/problem.ts";
import { saveBlob } from "../../design/save-blob.ts";
import { tellFailure } from "../../design/states/tell.tsx";
import { type Attachment, fetchAttachment, previewQuery } from "./queries.ts";
import type { Pending } from "./use-attachments.ts";

/** A file that is to go with the next message. */
export function PendingCard({ pending, onRemove }: { pending: Pending; onRemove: () => void }) {
  const { name, share, attachment, error } = pending;
  return (
    <li className="attachment" data-failed={error !== undefined || undefined}>
      <Picture attachment={attachment} isLoading={error === undefined && attachment?.state !== "ready"} />
      <div className="attachment-words">
        <Text fz="sm" fw={500} className="ellipsis" title={name}>
          {name}
        </Text>
        <PendingState pending={pending} />
        {error === undefined && share < 1 && (
          <Progress size={3} value={share * 100} aria-label={`${name} uploaded`} mt={2} />
        )}
      </div>
      <ActionIcon size={26} aria-label={`Remove ${name}`} onClick={onRemove}>
        <IconX size={15} />
      </ActionIcon>
    </li>
  );
}

function PendingState({ pending: { bytes, share, attachment, error } }: { pending: Pending }) {
  const { locale } = use(LocaleContext);
  if (error !== undefined) {
    const { title, help } = describeProblem(error);
    return (
      <Text fz="xs" c="red" role="alert">
        {title} {help}
      </Text>
    );
  }
  const words = share < 1 ? `${Math.round(share * 100)} %` : attachment?.state === "ready" ? "" : "Reading…";
  return (
    <Text fz="xs" c="dimmed">
      {words || formatBytes(bytes, locale)}
    </Text>
  );
}

/** A file of a message; choosing it downloads it. */
export function AttachmentCard({ attachment }: { attachment: Attachment }) {
  const { locale } = use(LocaleContext);
  const download = useMutation({
    mutationFn: () => fetchAttachment(attachment.id),
    onSuccess: (content) => saveBlob(content, attachment.name),
    onError: tellFailure,
  });
  return (
    <li>
      <UnstyledButton
        className="attachment focusable"
        aria-label={`Download ${attachment.name}`}
        onClick={() => download.mutate()}
      >
        <Picture attachment={attachment} isLoading={download.isPending} />
        <span className="attachment-words">
          <Text fz="sm" fw={500} className="ellipsis" title={attachment.name}>
            {attachment.name}
          </Text>
          <Text fz="xs" c="dimmed">
            {attachment.bytes === null ? "No content came" : formatBytes(attachment.bytes, locale)}
          </Text>
        </span>
      </UnstyledButton>
    </li>
  );
}

export function AttachmentList({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Attachments">
      {attachments.map((one) => (
        <AttachmentCard key={one.id} attachment={one} />
      ))}
    </ul>
  );
}

function Picture({ attachment, isLoading }: { attachment: Attachment | undefined; isLoading: boolean }) {
  const id = attachment?.has_preview ? attachment.id : undefined;
  const { data } = useQuery({ ...previewQuery(id ?? ""), enabled: id !== undefined });
  if (isLoading) return <Loader size={18} mx={11} aria-label="Working" />;
  if (data) return <img className="attachment-picture" src={data} alt="" />;
  return <IconFile className="attachment-picture" size={24} stroke={1.4} aria-hidden />;
}
