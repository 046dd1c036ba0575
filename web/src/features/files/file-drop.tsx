import { ActionIcon, Group, Progress, Stack, Text } from "@mantine/core";
import { Dropzone, type FileRejection } from "@mantine/dropzone";
import "@mantine/dropzone/styles.layer.css";
import { IconUpload, IconX } from "@tabler/icons-react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tellFailure } from "../../design/states/tell.tsx";
import { type Belonging, fileBytesMax } from "./queries.ts";
import { type Upload, useUploads } from "./use-uploads.ts";

interface FileDropProps {
  belongsTo: Belonging;
  /** What is done with each file once it is there. */
  onStored?: (fileId: string) => Promise<unknown>;
}

/** Where files are dropped or chosen, and how far each is. */
export function FileDrop({ belongsTo, onStored }: FileDropProps) {
  const { uploads, send, dismiss } = useUploads(belongsTo, onStored);
  return (
    <Stack gap="xs">
      <Dropzone
        onDrop={(files) => void send(files)}
        onReject={refuse}
        maxSize={fileBytesMax}
        p="lg"
        inputProps={{ "aria-label": "Choose files to upload" }}
      >
        <Group justify="center" gap="sm" style={{ pointerEvents: "none" }}>
          <IconUpload size={22} stroke={1.5} aria-hidden />
          <Stack gap={0}>
            <Text fz="sm" fw={500}>
              Drop files here, or choose them
            </Text>
            <Text fz="xs" c="dimmed">
              Up to 100 MiB each, sealed before they touch a disk.
            </Text>
          </Stack>
        </Group>
      </Dropzone>
      {uploads.map((upload) => (
        <UploadRow key={upload.key} upload={upload} onDismiss={() => dismiss(upload.key)} />
      ))}
    </Stack>
  );
}

function refuse(rejections: FileRejection[]): void {
  const names = rejections.map(({ file }) => file.name).join(", ");
  tellFailure(new Error(`Too large: ${names}. A file may have 100 MiB.`));
}

function UploadRow({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const percent = Math.round(upload.share * 100);
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fz="sm" className="ellipsis">
          {upload.name}
        </Text>
        {upload.error === undefined ? (
          <Text fz="xs" c="dimmed">
            {percent} %
          </Text>
        ) : (
          <ActionIcon aria-label={`Dismiss ${upload.name}`} onClick={onDismiss}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      {upload.error === undefined ? (
        <Progress value={percent} aria-label={`${upload.name} uploaded`} />
      ) : (
        <ErrorNotice error={upload.error} />
      )}
    </Stack>
  );
}
