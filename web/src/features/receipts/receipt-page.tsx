import { Alert, Button, DataList, Group, Table, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { CodeBlock } from "../../design/code-block.tsx";
import { DataTable } from "../../design/data-table.tsx";
import { PlainPage } from "../../design/plain-page.tsx";
import { QueryView } from "../../design/query-view.tsx";
import { saveBlob } from "../../design/save-blob.ts";
import { Time } from "../../design/time.tsx";
import { type ReceiptPayload, receiptQuery, type SignedReceipt } from "./queries.ts";
import { verifyReceipt } from "./verify-receipt.ts";

/** For anyone who holds its link, also when no account is left to sign in with. */
export function ReceiptPage() {
  const { token } = useParams({ from: "/receipts/$token" });
  const query = useQuery(receiptQuery(token));
  return (
    <PlainPage title="Receipt of erasure" description="What went, what stayed, and the signature that proves it." wide>
      <QueryView query={query}>
        {(receipt) => (
          <>
            <Signature receipt={receipt} />
            <Payload payload={JSON.parse(receipt.payload) as ReceiptPayload} />
            <CheckItYourself receipt={receipt} />
          </>
        )}
      </QueryView>
    </PlainPage>
  );
}

const verdicts = {
  valid: { color: "teal", title: "The signature is valid", text: "This receipt is exactly as Avow signed it." },
  invalid: {
    color: "red",
    title: "The signature does not match",
    text: "This receipt was changed after it was signed.",
  },
  cannot_check: {
    color: "gray",
    title: "This browser can't check the signature",
    text: "It needs a secure page and Ed25519. Check the receipt on your own machine as described below.",
  },
};

function Signature({ receipt }: { receipt: SignedReceipt }) {
  const query = useQuery({ queryKey: ["verdict", receipt.signature], queryFn: () => verifyReceipt(receipt) });
  return (
    <QueryView query={query}>
      {(verdict) => (
        <Alert color={verdicts[verdict].color} title={verdicts[verdict].title} role="status">
          {verdicts[verdict].text} Checked in this browser with the public key {receipt.key_id}.
        </Alert>
      )}
    </QueryView>
  );
}

function Payload({ payload }: { payload: ReceiptPayload }) {
  return (
    <>
      <DataList labelWidth={120} size="sm">
        <Fact label="Receipt">{payload.id}</Fact>
        <Fact label="Erased">{payload.subject.kind === "user" ? "A person's account" : "An organization"}</Fact>
        <Fact label="Asked">
          <Time value={payload.requested_at} show="full" />
        </Fact>
        <Fact label="Completed">
          <Time value={payload.completed_at} show="full" />
        </Fact>
        {payload.backups_until && (
          <Fact label="Backups">
            The last one that holds keyed remains is gone by <Time value={payload.backups_until} show="date" />
          </Fact>
        )}
      </DataList>
      <Title order={2}>What went</Title>
      <DataTable label="What went" columns={["What", "Records", "How"]} minWidth={380}>
        {payload.erased.map(({ what, rows, how }) => (
          <Table.Tr key={what + how}>
            <Table.Td>{what}</Table.Td>
            <Table.Td className="tabular">{rows.toLocaleString()}</Table.Td>
            <Table.Td>{how}</Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
      <Title order={2}>What stayed</Title>
      {payload.kept.length === 0 && <Text fz="sm">Nothing.</Text>}
      {payload.kept.length > 0 && <KeptTable kept={payload.kept} />}
    </>
  );
}

function KeptTable({ kept }: { kept: ReceiptPayload["kept"] }) {
  return (
    <DataTable label="What stayed" columns={["What", "Records", "Basis", "Until"]} minWidth={480}>
      {kept.map(({ what, rows, basis, until }) => (
        <Table.Tr key={what + basis}>
          <Table.Td>{what}</Table.Td>
          <Table.Td className="tabular">{rows.toLocaleString()}</Table.Td>
          <Table.Td>{basis}</Table.Td>
          <Table.Td>{until ? <Time value={until} show="date" /> : "Open"}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue className="anywhere">{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

function CheckItYourself({ receipt }: { receipt: SignedReceipt }) {
  const save = () => saveBlob(new Blob([JSON.stringify(receipt, null, 2)]), "receipt.json");
  return (
    <>
      <Title order={2}>Check it yourself</Title>
      <Text fz="sm">
        The signature is Ed25519 over the bytes of the receipt's <span className="mono">payload</span>. Save the receipt
        and check it on a machine that has never met this server; no account and no network is needed.
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
