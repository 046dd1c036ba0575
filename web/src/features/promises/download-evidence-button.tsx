import { Tooltip } from "@mantine/core";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { downloadEvidenceLog } from "./queries.ts";

/** Everything that was seen of promises, as a file that proves itself. */
export function DownloadEvidenceButton() {
  return (
    <Tooltip label="Check it offline with: npx avow audit verify avow-evidence-log.jsonl">
      <DownloadButton name="avow-evidence-log.jsonl" fetchFile={downloadEvidenceLog}>
        Download evidence
      </DownloadButton>
    </Tooltip>
  );
}
