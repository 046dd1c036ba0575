import { Group, Select, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { Section } from "../../design/page/section.tsx";
import type { Agent } from "./queries.ts";
import { useSettings } from "./use-settings.ts";

const levels = [
  { value: "workspace", label: "As the workspace says" },
  { value: "strict", label: "Strict: nothing personal leaves by a tool" },
];
const roles = ["owner", "admin", "editor", "author", "approver", "support", "developer"];

export function GuardrailsPanel({ agent }: { agent: Agent }) {
  const { settings, save, error, isBusy } = useSettings(agent);
  const { access } = settings;
  return (
    <Section title="What may leave, and who may use it">
      <Stack>
        <Select
          label="Guardrail"
          description="Everything it sends to a model or by a tool passes the workspace's guardrail, whatever is chosen here."
          data={levels}
          value={settings.guardrail}
          allowDeselect={false}
          disabled={isBusy}
          onChange={(value) => void save({ guardrail: value === "strict" ? "strict" : "workspace" })}
        />
        <Select
          label="For whom"
          description="Whoever sets agents up may always try it."
          data={[
            { value: "everyone", label: "Everyone in the workspace" },
            ...roles.map((role) => ({ value: role, label: `Members who are ${role}` })),
          ]}
          value={access.kind === "roles" ? (access.roles[0] ?? "everyone") : "everyone"}
          allowDeselect={false}
          disabled={isBusy}
          onChange={(value) =>
            void save({
              access: !value || value === "everyone" ? { kind: "everyone" } : { kind: "roles", roles: [value] },
            })
          }
        />
        {access.kind === "members" && <Text fz="sm">It is for {access.user_ids.length} members, chosen by name.</Text>}
        <Group>
          <AnchorLink to="/trust/guardrails">What the workspace’s guardrail watches for</AnchorLink>
        </Group>
        {error !== null && <ErrorNotice error={error} />}
      </Stack>
    </Section>
  );
}
