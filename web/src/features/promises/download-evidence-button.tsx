import { Button, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { saveBlob } from "../../design/save-blob.ts";
import { tellFailure } from "../../design/tell.tsx";
import { downloadEvidenceLog } from "./queries.ts";

/** Everything that was seen of promises, as a file that proves itself. */
export function DownloadEvidenceButton() {
  const download = useMutation({
    mutationFn: downloadEvidenceLog,
    onSuccess: (log) => saveBlob(log, "avow-evidence-log.jsonl"),
    onError: tellFailure,
  });
  return (
    <Tooltip label="Check it offline with: npx avow audit verify avow-evidence-log.jsonl">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={15} />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        Download evidence
      </Button>
    </Tooltip>
  );
}
