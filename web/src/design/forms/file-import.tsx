import { Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ErrorNotice } from "../states/error-notice.tsx";

interface FileImportProps<Report> {
  label: string;
  placeholder: string;
  /** As of a file input: endings and media types. */
  accept: string;
  /** Names the button where several stand on a page. */
  actionLabel?: string;
  /** Takes the file in; on trial it only says what would come of it. */
  take: (file: File, isTrial: boolean) => Promise<Report>;
  bringsNothing: (report: Report) => boolean;
  onDone: (report: Report) => Promise<void>;
  children: (report: Report) => ReactNode;
}

/** A file, first on trial; once its report was seen, the same for good. */
export function FileImport<Report>({
  label,
  placeholder,
  accept,
  actionLabel,
  take,
  bringsNothing,
  onDone,
  children,
}: FileImportProps<Report>) {
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation({ mutationFn: (chosen: File) => take(chosen, true) });
  const bring = useMutation({ mutationFn: (chosen: File) => take(chosen, false), onSuccess: onDone });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    look.reset();
    bring.reset();
    if (chosen) look.mutate(chosen);
  };
  const report = bring.data ?? look.data;
  const error = bring.error ?? look.error;
  return (
    <Stack>
      <FileInput
        label={label}
        placeholder={placeholder}
        accept={accept}
        clearable
        leftSection={<IconUpload size={15} />}
        value={file}
        onChange={choose}
      />
      {look.isPending && <Text fz="sm">Reading…</Text>}
      {error && <ErrorNotice error={error} />}
      {report && children(report)}
      {file && look.data && !bring.data && (
        <Group>
          <Button
            aria-label={actionLabel}
            loading={bring.isPending}
            disabled={bringsNothing(look.data)}
            onClick={() => bring.mutate(file)}
          >
            Import
          </Button>
        </Group>
      )}
    </Stack>
  );
}
