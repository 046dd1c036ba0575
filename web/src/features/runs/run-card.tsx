import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { ConnectCard } from "../connections/connect-card.tsx";
import { runStates } from "./describe-state.ts";
import { runQuery } from "./queries.ts";

/** Below an answer that an agent works on: how far it is, and what it waits for. */
export function RunCard({ runId }: { runId: string }) {
  const { data: run } = useQuery(runQuery(runId));
  if (!run) return null;
  const [label, tone] = runStates[run.state];
  const tools = run.trace.flatMap(({ calls }) => calls);
  const waiting = tools.filter(({ state }) => state === "awaiting_approval");
  const lacking = tools.flatMap(({ state, verdict }) => (state === "awaiting_connection" && verdict ? [verdict] : []));
  return (
    <Group gap="xs" role="status" aria-label="What the agent does">
      <StatusDot tone={tone}>{label}</StatusDot>
      {waiting.length > 0 && (
        <Text fz="sm">
          {waiting.map(({ tool }) => tool).join(", ")} <AnchorLink to="/approvals">needs a yes</AnchorLink>
        </Text>
      )}
      {[...new Set(lacking)].map((verdict) => (
        <ConnectCard key={verdict} verdict={verdict} />
      ))}
      {tools
        .filter(({ tool, state }) => tool === "hand_off" && state === "done")
        .map(({ id, child_run_id: child }) => child && <HandedOver key={id} runId={child} />)}
      <Text fz="sm" c="dimmed">
        {tools.length === 1 ? "1 tool" : `${tools.length} tools`} used
      </Text>
      <AnchorLink to="/runs/$runId" params={{ runId }} fz="sm">
        Each step
      </AnchorLink>
    </Group>
  );
}

/** Which agent took over, in a run of its own. */
function HandedOver({ runId }: { runId: string }) {
  const { data: run } = useQuery(runQuery(runId));
  if (!run) return null;
  return (
    <Text fz="sm">
      Handed over to{" "}
      <AnchorLink to="/runs/$runId" params={{ runId }}>
        {run.agent_name}
      </AnchorLink>
    </Text>
  );
}
