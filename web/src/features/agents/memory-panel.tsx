import { Stack, Switch } from "@mantine/core";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { MemoryConsent } from "../memories/memory-consent.tsx";
import { MemoryList } from "../memories/memory-list.tsx";
import type { Agent } from "./queries.ts";
import { useSettings } from "./use-settings.ts";

/** Whether an agent remembers people, and what it knows of whoever looks. */
export function MemoryPanel({ agent }: { agent: Agent }) {
  const { settings, save, error, isBusy } = useSettings(agent);
  const memory = settings.memory ?? { enabled: false, embedding_model: "sandbox" };
  return (
    <Stack>
      <Section
        title="Whether it remembers"
        description="What lasts of what a person says is noted after each turn and told in later ones with that person alone. Only of people who agreed."
      >
        <Switch
          label="Remember people"
          checked={memory.enabled}
          disabled={isBusy}
          onChange={(event) => void save({ memory: { ...memory, enabled: event.currentTarget.checked } })}
        />
        {error !== null && <ErrorNotice error={error} />}
      </Section>
      <Section title="What it remembers of you" description="Nobody else sees this, whoever set the agent up.">
        <Stack>
          <MemoryConsent />
          <MemoryList agentId={agent.id} />
        </Stack>
      </Section>
    </Stack>
  );
}
