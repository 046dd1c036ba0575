import { Badge, Button, Group, Stack, Tabs } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { builderTabs } from "./builder-tabs.tsx";
import { EvaluationWarning } from "./evaluations/evaluation-warning.tsx";
import { AgentNeeds } from "./needs/agent-needs.tsx";
import { type Agent, agentQuery, publishAgent } from "./queries.ts";
import { useKeepAgent } from "./use-keep-agent.ts";

export function AgentPage() {
  const { agentId } = useParams({ from: "/app/agents/$agentId" });
  const query = useQuery(agentQuery(agentId));
  return (
    <Page title={query.data?.name ?? "Agent"} narrow>
      <QueryView query={query} skeleton={<TextSkeleton lines={6} />}>
        {(agent) => <AgentBuilder key={agent.id} agent={agent} />}
      </QueryView>
    </Page>
  );
}

function AgentBuilder({ agent }: { agent: Agent }) {
  const { tab: asked } = useSearch({ from: "/app/agents/$agentId" });
  const navigate = useNavigate({ from: "/agents/$agentId" });
  const shown = builderTabs.find(({ label }) => label === asked) ?? builderTabs[0]!;
  const show = (label: string | null) => void navigate({ search: label ? { tab: label } : {}, replace: true });
  return (
    <Stack>
      <InUse agent={agent} />
      <AgentNeeds agent={agent} />
      <Tabs value={shown.label} onChange={show} keepMounted={false}>
        <Tabs.List className="scrolling-tabs">
          {builderTabs.map(({ label }) => (
            <Tabs.Tab key={label} value={label}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {builderTabs.map(({ label, Panel }) => (
          <Tabs.Panel key={label} value={label} pt="md">
            <Panel agent={agent} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

/** Which of its versions is used, and how to use what is written here. */
function InUse({ agent }: { agent: Agent }) {
  const { can } = useCurrent();
  const keep = useKeepAgent();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const publish = async () => {
    keep(await publishAgent(agent.id));
    await client.invalidateQueries({ queryKey: ["agent-versions", agent.id] });
    tell("Published. Conversations use it from the next answer on.");
  };
  return (
    <Section
      title={agent.published === null ? "Not published yet" : `Version ${agent.published} is in use`}
      description={
        agent.published === null
          ? "The draft is used as it is. Once you publish, changes wait for the next publication."
          : "What you change here is a draft until you publish it."
      }
      action={
        <Group gap="xs">
          <ButtonLink size="xs" variant="default" to="/conversations" search={{ agent: agent.id }}>
            Chat
          </ButtonLink>
          {can("agents.write") && (
            <Button
              size="xs"
              onClick={() => {
                setError(null);
                publish().catch(setError);
              }}
            >
              Publish
            </Button>
          )}
        </Group>
      }
    >
      <EvaluationWarning agentId={agent.id} />
      {agent.sandbox && <Badge variant="light">sandbox</Badge>}
      {error !== null && <ErrorNotice error={error} />}
    </Section>
  );
}
