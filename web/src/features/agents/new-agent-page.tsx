import { Button, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { AgentForm } from "./agent-form.tsx";
import { agentsQuery, createAgent } from "./queries.ts";
import { StartingPoints } from "./starting-points/starting-points.tsx";

export function NewAgentPage() {
  const { organization, workspace } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const models = useQuery(modelsQuery(organization.id));
  const form = useRef<HTMLDivElement>(null);
  return (
    <Page title="Create an agent" narrow>
      <Stack>
        <Section
          title="Start with one that is there"
          description="It becomes a draft of yours with instructions, tools and cases to try it on. Nothing of it reaches outside before you connect something."
          action={
            <Button size="xs" variant="default" onClick={() => form.current?.querySelector("input")?.focus()}>
              Start from nothing
            </Button>
          }
        >
          <StartingPoints />
        </Section>
        <div ref={form}>
          <Section title="Start from nothing" description="A name, a model and what it is told: the rest can follow.">
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
        </div>
      </Stack>
    </Page>
  );
}
