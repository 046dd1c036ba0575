import { Badge, Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { BuilderParts } from "./builder-parts.tsx";
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
  return (
    <Stack>
      <InUse agent={agent} />
      <AgentNeeds agent={agent} />
      <BuilderParts agent={agent} />
    </Stack>
  );
}

/** Which of its versions is used, and how to use what is written here. */
function InUse({ agent }: { agent: Agent }) {
  const { can } = useCurrent();
  const keep = useKeepAgent();
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: () => publishAgent(agent.id),
    onSuccess: async (published) => {
      keep(published);
      await client.invalidateQueries({ queryKey: ["agent-versions", agent.id] });
      tell("Published. Conversations use it from the next answer on.");
    },
  });
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
            <Button size="xs" loading={publish.isPending} onClick={() => publish.mutate()}>
              Publish
            </Button>
          )}
        </Group>
      }
    >
      <EvaluationWarning agentId={agent.id} />
      {agent.sandbox && <Badge variant="light">sandbox</Badge>}
      {publish.error && <ErrorNotice error={publish.error} />}
    </Section>
  );
}
