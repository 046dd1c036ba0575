import { Button, Group, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { AnchorLink } from "../../design/page/links.tsx";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { saveBlob } from "../../design/save-blob.ts";
import type { SignedReceipt } from "./queries.ts";

export function CheckItYourself({ signed }: { signed: SignedReceipt }) {
  const save = () => saveBlob(new Blob([JSON.stringify(signed, null, 2)]), "receipt.json");
  return (
    <>
      <Title order={2}>Check it yourself</Title>
      <Text fz="sm">
        The signature is Ed25519 over the canonical text (RFC 8785) of the receipt. Save it and check it on a machine
        that has never met this server; no account and no network is needed. What remains to trust is that the public
        key is this operator's: compare its short name, <span className="mono">{signed.key_id}</span>, with the one you
        were given.
      </Text>
      <Text fz="sm">
        Without a command: drop the saved file on <AnchorLink to="/verify">the page that verifies</AnchorLink>.
      </Text>
      <CodeBlock code="npx avow receipt verify receipt.json" language="bash" />
      <Group>
        <Button variant="default" leftSection={<IconDownload size={15} />} onClick={save}>
          Save receipt.json
        </Button>
      </Group>
    </>
  );
}
