import { Stack, Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { meQuery } from "../users/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { updateWorkspace } from "../workspaces/queries.ts";
import { updateOrganization } from "./queries.ts";

export function AiSection() {
  const { organization, can } = useCurrent();
  const isLocked = !can("ai.switch");
  return (
    <Section
      title="AI"
      description="Agents answer only where the organization and the workspace both say so. Switching off takes effect within a second, also for answers that are being written."
    >
      <Stack gap="sm">
        <AiSwitch
          label={`AI for ${organization.name}`}
          isOn={organization.ai_enabled}
          isLocked={isLocked}
          change={(ai_enabled) => updateOrganization({ ai_enabled })}
        />
        {organization.workspaces.map((workspace) => (
          <AiSwitch
            key={workspace.id}
            label={`AI in the workspace ${workspace.name}`}
            isOn={workspace.ai_enabled}
            isLocked={isLocked}
            change={(ai_enabled) => updateWorkspace(workspace.id, { ai_enabled })}
          />
        ))}
      </Stack>
    </Section>
  );
}

interface AiSwitchProps {
  label: string;
  isOn: boolean;
  isLocked: boolean;
  change: (isOn: boolean) => Promise<void>;
}

function AiSwitch({ label, isOn, isLocked, change }: AiSwitchProps) {
  const client = useQueryClient();
  const flip = useMutation({
    mutationFn: change,
    onSuccess: (_, now) => tell(`${label} is ${now ? "on" : "off"}.`),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(meQuery),
  });
  return (
    <Switch
      label={label}
      checked={flip.isPending ? flip.variables : isOn}
      disabled={isLocked}
      onChange={(event) => flip.mutate(event.currentTarget.checked)}
    />
  );
}
