import { Badge, Table } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { AnchorLink, ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { Credits } from "../wallet/credits.tsx";
import { AgentsTabs } from "../agents/agents-tabs.tsx";
import { useAskEvery } from "../events/live.ts";
import { useCurrent } from "../workspaces/current.ts";
import { runBeginnings, runStates } from "./describe-state.ts";
import { type Run, runsQuery } from "./queries.ts";

export function RunsPage() {
  const { workspace } = useCurrent();
  const query = useQuery({ ...runsQuery(workspace.id), refetchInterval: useAskEvery(5000) });
  return (
    <Page title="Runs" tabs={<AgentsTabs />}>
      <QueryView query={query}>
        {(runs) =>
          runs.length === 0 ? (
            <Empty icon={IconRoute} title="No runs yet" action={<ButtonLink to="/agents">Choose an agent</ButtonLink>}>
              When an agent with tools works for you, each step of it is here: what it asked, what it did, why it was
              let, and what it cost.
            </Empty>
          ) : (
            <RunsTable runs={runs} />
          )
        }
      </QueryView>
    </Page>
  );
}

function RunsTable({ runs }: { runs: Run[] }) {
  return (
    <DataTable label="Runs" columns={["Agent", "State", "Begun by", "Steps", "Cost", "Begun"]}>
      {runs.map((run) => (
        <Table.Tr key={run.id}>
          <Table.Td>
            <AnchorLink to="/runs/$runId" params={{ runId: run.id }}>
              {run.agent_name}
            </AnchorLink>{" "}
            {run.sandbox && <Badge variant="light">sandbox</Badge>}
          </Table.Td>
          <Table.Td>
            <StatusDot tone={runStates[run.state][1]}>{runStates[run.state][0]}</StatusDot>
          </Table.Td>
          <Table.Td>{runBeginnings[run.trigger]}</Table.Td>
          <Table.Td className="tabular">
            {run.steps} of {run.steps_max}
          </Table.Td>
          <Table.Td>
            <Credits value={run.cost_micros} />
          </Table.Td>
          <Table.Td>
            <Time value={run.created_at} />
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}
