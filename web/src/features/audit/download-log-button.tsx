import { Button, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { saveBlob } from "../../design/save-blob.ts";
import { tellFailure } from "../../design/tell.tsx";
import { downloadAuditLog } from "./queries.ts";

export function DownloadLogButton() {
  const download = useMutation({
    mutationFn: downloadAuditLog,
    onSuccess: (log) => saveBlob(log, "avow-audit-log.jsonl"),
    onError: tellFailure,
  });
  return (
    <Tooltip label="Check it offline with: npx avow audit verify avow-audit-log.jsonl">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={15} />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        Download log
      </Button>
    </Tooltip>
  );
}
