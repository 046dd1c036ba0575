import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ButtonLink } from "../../design/links.tsx";
import { Page } from "../../design/page.tsx";
import { QueryView } from "../../design/query-view.tsx";
import { Section } from "../../design/section.tsx";
import { TextSkeleton } from "../../design/skeletons.tsx";
import { tell } from "../../design/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AgentForm } from "./agent-form.tsx";
import { DeleteAgentDialog } from "./delete-agent-dialog.tsx";
import { type Agent, agentQuery, agentsQuery, updateAgent } from "./queries.ts";

export function AgentPage() {
  const { agentId } = useParams({ from: "/app/agents/$agentId" });
  const query = useQuery(agentQuery(agentId));
  return (
    <Page title={query.data?.name ?? "Agent"} narrow>
      <QueryView query={query} skeleton={<TextSkeleton lines={6} />}>
        {(agent) => <AgentEditor key={agent.id} agent={agent} />}
      </QueryView>
    </Page>
  );
}

function AgentEditor({ agent }: { agent: Agent }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const [isDeleting, deleting] = useDisclosure();
  return (
    <Stack>
      <Section title="Agent" description="Changes apply to the next answer, in running conversations too.">
        <AgentForm
          draft={agent}
          action="Save agent"
          more={
            <ButtonLink variant="default" to="/conversations" search={{ agent: agent.id }}>
              Chat
            </ButtonLink>
          }
          onSave={async (draft) => {
            client.setQueryData(agentQuery(agent.id).queryKey, await updateAgent(agent.id, draft));
            await client.invalidateQueries(agentsQuery(workspace.id));
            tell("Agent saved.");
          }}
        />
      </Section>
      <Section
        title="Delete this agent"
        description="Conversations with it stay readable, and nothing answers in them any more."
        danger
        action={
          <Button size="xs" variant="outline" color="red" c="var(--bad)" onClick={deleting.open}>
            Delete…
          </Button>
        }
      />
      {isDeleting && <DeleteAgentDialog agent={agent} onClose={deleting.close} />}
    </Stack>
  );
}
