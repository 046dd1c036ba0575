import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconRobot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "../../design/page/links.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AgentsTabs } from "./agents-tabs.tsx";
import { type Agent, agentsQuery } from "./queries.ts";
import { StartingPoints } from "./starting-points/starting-points.tsx";
import { useModelName } from "./use-model-name.ts";

export function AgentsPage() {
  const { workspace, can } = useCurrent();
  const query = useQuery(agentsQuery(workspace.id));
  return (
    <Page title="Agents" tabs={<AgentsTabs />} actions={<CreateButton />}>
      <QueryView query={query}>
        {(agents) => (
          <Stack>
            {agents.length === 0 ? (
              <Empty icon={IconRobot} title="No agents yet" action={<CreateButton />}>
                An agent is a name, instructions and a model. It answers in conversations and never does more than you
                may.
              </Empty>
            ) : (
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                {agents.map((agent) => (
                  <AgentCard key={agent.id} agent={agent} />
                ))}
              </SimpleGrid>
            )}
            {can("agents.write") && agents.every(({ example }) => example) && (
              <Section
                title="Make one of your own from these"
                description="Each comes with instructions, tools and cases to try it on, as a draft that you change as you like."
              >
                <StartingPoints />
              </Section>
            )}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function CreateButton() {
  const { can } = useCurrent();
  if (!can("agents.write")) return null;
  return (
    <ButtonLink to="/agents/new" size="xs" leftSection={<IconPlus size={15} />}>
      Create agent
    </ButtonLink>
  );
}

function AgentCard({ agent }: { agent: Agent }) {
  const model = useModelName(agent.model);
  return (
    <Card>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} className="ellipsis">
          {agent.name}
        </Title>
        {agent.example && <Badge color="gray">Example</Badge>}
      </Group>
      <Text fz="sm" c="dimmed" lineClamp={2} mt={4} mih={40}>
        {agent.instructions || "No instructions yet."}
      </Text>
      <Text fz="xs" c="dimmed" mt={8} className="ellipsis">
        {model}
      </Text>
      <Group gap="xs" mt={12}>
        <ButtonLink to="/conversations" search={{ agent: agent.id }} size="xs" aria-label={`Chat with ${agent.name}`}>
          Chat
        </ButtonLink>
        <ButtonLink
          to="/agents/$agentId"
          params={{ agentId: agent.id }}
          size="xs"
          variant="default"
          aria-label={`Edit ${agent.name}`}
        >
          Edit
        </ButtonLink>
      </Group>
    </Card>
  );
}
