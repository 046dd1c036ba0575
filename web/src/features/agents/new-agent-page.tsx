import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { AgentForm } from "./agent-form.tsx";
import { agentsQuery, createAgent } from "./queries.ts";

export function NewAgentPage() {
  const { organization, workspace } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const models = useQuery(modelsQuery(organization.id));
  return (
    <Page title="Create an agent" narrow>
      <Section title="New agent">
        <QueryView query={models}>
          {(known) => (
            <AgentForm
              draft={{ name: "", instructions: "", model: known[0]?.id ?? "", rating: "everyone" }}
              action="Create agent"
              onSave={async (draft) => {
                const agent = await createAgent(draft);
                await client.invalidateQueries(agentsQuery(workspace.id));
                await navigate({ to: "/conversations", search: { agent: agent.id } });
              }}
            />
          )}
        </QueryView>
      </Section>
    </Page>
  );
}
