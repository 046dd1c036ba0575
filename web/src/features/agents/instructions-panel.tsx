import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { AgentForm } from "./agent-form.tsx";
import { DeleteAgentDialog } from "./delete-agent-dialog.tsx";
import { type Agent, updateAgent } from "./queries.ts";
import { useKeepAgent } from "./use-keep-agent.ts";
import { VariablesSection } from "./variables-section.tsx";

export function InstructionsPanel({ agent }: { agent: Agent }) {
  const keep = useKeepAgent();
  const [isDeleting, deleting] = useDisclosure();
  return (
    <Stack>
      <Section
        title="Who it is"
        description="Write {{name}} where a run brings a value of its own, such as {{customer}}."
      >
        <AgentForm
          draft={agent}
          action="Save agent"
          onSave={async (draft) => {
            keep(await updateAgent(agent.id, draft));
            tell("Agent saved.");
          }}
        />
      </Section>
      <VariablesSection agent={agent} />
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
