import { Section } from "../../design/section.tsx";
import { tell } from "../../design/tell.tsx";
import { AgentForm } from "./agent-form.tsx";
import { type Agent, updateAgent } from "./queries.ts";
import { useKeepAgent } from "./use-keep-agent.ts";

export function InstructionsPanel({ agent }: { agent: Agent }) {
  const keep = useKeepAgent();
  return (
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
  );
}
