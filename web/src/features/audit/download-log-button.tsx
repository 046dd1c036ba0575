import { Tooltip } from "@mantine/core";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { downloadAuditLog } from "./queries.ts";

export function DownloadLogButton() {
  return (
    <Tooltip label="Check it offline with: npx avow audit verify avow-audit-log.jsonl">
      <DownloadButton name="avow-audit-log.jsonl" fetchFile={downloadAuditLog}>
        Download log
      </DownloadButton>
    </Tooltip>
  );
}
