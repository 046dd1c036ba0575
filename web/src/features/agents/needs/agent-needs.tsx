import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "../../../design/page/links.tsx";
import { Section } from "../../../design/page/section.tsx";
import { StatusDot } from "../../../design/tables/status-dot.tsx";
import { ConnectDialog } from "../../connections/connect-dialog.tsx";
import { connectionsQuery, connectorsQuery } from "../../connections/queries.ts";
import { consentsQuery } from "../../consents/queries.ts";
import { useCurrent } from "../../workspaces/current.ts";
import { type Agent, toolsQuery } from "../queries.ts";
import { type AgentNeed, findNeeds, type Known } from "./find-needs.ts";

/** What is still missing before the agent can do all it is for, and the way there. Gone once nothing is. */
export function AgentNeeds({ agent }: { agent: Agent }) {
  const known = useKnown();
  if (!known) return null;
  const needs = findNeeds(agent, known);
  const met = needs.filter(({ isMet }) => isMet).length;
  if (met === needs.length) return null;
  return (
    <Section
      title="What it still needs"
      description={`${met} of ${needs.length} there. You can chat with it and try its cases before that.`}
    >
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {needs.map((need) => (
          <NeedRow key={need.key} need={need} agentId={agent.id} />
        ))}
      </Stack>
    </Section>
  );
}

/** Nothing before all of it is known: nobody is told of a lack that is none. */
function useKnown(): Known | undefined {
  const { workspace, can } = useCurrent();
  const tools = useQuery(toolsQuery(workspace.id));
  const seesAccounts = can("connections.read");
  const connectors = useQuery({ ...connectorsQuery(workspace.id), enabled: seesAccounts });
  const connections = useQuery({ ...connectionsQuery(workspace.id), enabled: seesAccounts });
  const consents = useQuery(consentsQuery);
  if (!tools.data || !connectors.data || !connections.data || !consents.data) return undefined;
  const mayRemember = consents.data.consents.some(({ purpose, is_given }) => purpose === "memory" && is_given);
  return { tools: tools.data, connectors: connectors.data, connections: connections.data, mayRemember };
}

function NeedRow({ need: { says, help, isMet, at }, agentId }: { need: AgentNeed; agentId: string }) {
  return (
    <Group component="li" justify="space-between" gap="sm">
      <div style={{ flex: "1 1 240px", minWidth: 0 }}>
        <Text fz="sm" component="div">
          <StatusDot tone={isMet ? "good" : "warn"}>{isMet ? "There" : "Missing"}</StatusDot> {says}
        </Text>
        {!isMet && (
          <Text fz="sm" c="dimmed">
            {help}
          </Text>
        )}
      </div>
      {!isMet && at && <Way at={at} says={says} agentId={agentId} />}
    </Group>
  );
}

type Ways = { at: NonNullable<AgentNeed["at"]>; says: string; agentId: string };

function Way({ at, says, agentId }: Ways) {
  const { can } = useCurrent();
  const [isOpen, dialog] = useDisclosure();
  if ("tab" in at)
    return (
      <ButtonLink
        size="xs"
        variant="default"
        to="/agents/$agentId"
        params={{ agentId }}
        search={{ tab: at.tab }}
        hash="parts"
        aria-label={`${at.tab}: ${says}`}
      >
        {at.tab}
      </ButtonLink>
    );
  if (!can("connections.write")) return null;
  return (
    <>
      <Button size="xs" onClick={dialog.open}>
        Connect {at.connector.title}
      </Button>
      {isOpen && <ConnectDialog connector={at.connector} needed={at.abilities} onClose={dialog.close} />}
    </>
  );
}
