import { Anchor, Button, Table } from "@mantine/core";
import { IconMailQuestion } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { RepresentativesSection } from "../representatives/representatives-section.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { describeState, kinds } from "./describe-rights-request.ts";
import { type RightsRequest, rightsRequestsQuery } from "./queries.ts";
import { RequestDialog } from "./request-dialog.tsx";

/** Trust › Requests: what people outside asked about their data, and by when they have to be answered. */
export function RequestsPage() {
  const { organization } = useCurrent();
  const query = useQuery(rightsRequestsQuery(organization.id));
  return (
    <Page title="Requests" tabs={<TrustIndex />}>
      <QueryView query={query}>
        {(requests) => (
          <>
            <Open requests={requests.filter(({ closed_at }) => closed_at === null)} />
            <Closed requests={requests.filter(({ closed_at }) => closed_at !== null)} />
          </>
        )}
      </QueryView>
      <RepresentativesSection />
    </Page>
  );
}

function Open({ requests }: { requests: RightsRequest[] }) {
  const { organization } = useCurrent();
  const byDue = requests.toSorted((one, other) => one.due_at.localeCompare(other.due_at));
  const form = `/policies/${organization.id}/request`;
  return (
    <Section
      title="To be answered"
      description={
        <>
          Whoever deals with you can ask at <Anchor href={form}>your public form</Anchor>, without an account. You see
          it once their address is confirmed.
        </>
      }
    >
      {byDue.length === 0 ? (
        <Empty icon={IconMailQuestion} title="Nobody waits for an answer">
          What people ask about their data appears here, with the day by which the law wants it answered.
        </Empty>
      ) : (
        <Requests label="To be answered" requests={byDue} />
      )}
    </Section>
  );
}

function Closed({ requests }: { requests: RightsRequest[] }) {
  if (requests.length === 0) return null;
  return (
    <Section title="Answered" description="Kept for 30 days, so that the answer can still be read.">
      <Requests label="Answered" requests={requests} />
    </Section>
  );
}

function Requests({ label, requests }: { label: string; requests: RightsRequest[] }) {
  const [chosen, setChosen] = useState<string>();
  return (
    <>
      <DataTable label={label} columns={["Asked", "State", "Due", "Law", "Came in", ""]}>
        {requests.map((request) => (
          <Row key={request.id} request={request} onOpen={() => setChosen(request.id)} />
        ))}
      </DataTable>
      {chosen && <RequestDialog id={chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

function Row({ request, onOpen }: { request: RightsRequest; onOpen: () => void }) {
  const { label, tone } = describeState(request);
  return (
    <Table.Tr>
      <Table.Td>{kinds[request.kind]}</Table.Td>
      <Table.Td>
        <StatusDot tone={tone}>{label}</StatusDot>
      </Table.Td>
      <Table.Td>
        <Time value={request.due_at} show="date" />
      </Table.Td>
      <Table.Td>{request.law}</Table.Td>
      <Table.Td>
        <Time value={request.created_at} show="date" />
      </Table.Td>
      <Table.Td>
        <Button size="compact-sm" variant="default" onClick={onOpen}>
          {request.closed_at ? "See" : "Answer…"}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
