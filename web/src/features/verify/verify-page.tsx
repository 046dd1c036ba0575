import { Alert, Group, Stack, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import "@mantine/dropzone/styles.layer.css";
import { IconFileCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { Time } from "../../design/time.tsx";
import { type FileVerdict, fileBytesMax, verifyFile } from "./verify-file.ts";

/** For anybody: checks a receipt or a report without sending it anywhere. */
export function VerifyPage() {
  const check = useMutation({
    mutationFn: async (files: File[]): Promise<FileVerdict> => verifyFile((await files[0]?.text()) ?? ""),
  });
  return (
    <PlainPage
      title="Verify a receipt or a report"
      description="The file is looked at in this browser. It is not uploaded, and no server is asked."
      wide
    >
      <Dropzone
        onDrop={(files) => check.mutate(files)}
        onReject={() => check.mutate([])}
        loading={check.isPending}
        multiple={false}
        maxSize={fileBytesMax}
        p="lg"
        inputProps={{ "aria-label": "Choose a receipt or a report" }}
      >
        <Group justify="center" gap="sm" style={{ pointerEvents: "none" }}>
          <IconFileCheck size={22} stroke={1.5} aria-hidden />
          <Text fz="sm" fw={500}>
            Drop receipt.json or promises-report.json here, or choose it
          </Text>
        </Group>
      </Dropzone>
      {check.error && <ErrorNotice error={check.error} />}
      {check.data && <Verdict verdict={check.data} />}
      <Stack gap={6}>
        <Text fz="sm">
          An audit log or an evidence log is checked by a command, which reads files of any size and needs no network
          either.
        </Text>
        <CodeBlock
          code={
            "npx avow receipt verify receipt.json\nnpx avow report verify promises-report.json\nnpx avow audit verify avow-evidence-log.jsonl"
          }
          language="bash"
        />
      </Stack>
    </PlainPage>
  );
}

const tones = { refused: "red", unreadable: "gray", cannot_check: "gray" };
const titles = {
  refused: "It does not verify",
  unreadable: "This cannot be read",
  cannot_check: "This browser cannot check it",
};

function Verdict({ verdict }: { verdict: FileVerdict }) {
  if (verdict.outcome !== "verified")
    return (
      <Alert color={tones[verdict.outcome]} title={titles[verdict.outcome]} role="status">
        {verdict.sentence}
      </Alert>
    );
  const { what, origin, at, keyId } = verdict;
  return (
    <Alert color="teal" title="It is as it was signed" role="status">
      <Text fz="sm" className="anywhere">
        {what}, from {origin}, <Time value={at} show="full" />.
      </Text>
      <Text fz="sm" mt={4}>
        Signed with the key <span className="mono">{keyId}</span>, which the file itself names: compare it with the one
        that you were given.
      </Text>
    </Alert>
  );
}
