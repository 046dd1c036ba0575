import { Button, type ButtonProps } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { saveBlob } from "../save-blob.ts";
import { tellFailure } from "../states/tell.tsx";

interface DownloadButtonProps extends ButtonProps {
  "aria-label"?: string;
  /** What the file is called on the person's disk. */
  name: string;
  fetchFile: () => Promise<Blob>;
  children: ReactNode;
}

/** Fetches a file and hands it to the browser's downloads. What a tooltip around it gives goes to the button. */
export function DownloadButton({ name, fetchFile, children, ...look }: DownloadButtonProps) {
  const download = useMutation({
    mutationFn: fetchFile,
    onSuccess: (file) => saveBlob(file, name),
    onError: tellFailure,
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={15} />}
      {...look}
      loading={download.isPending}
      onClick={() => download.mutate()}
    >
      {children}
    </Button>
  );
}
