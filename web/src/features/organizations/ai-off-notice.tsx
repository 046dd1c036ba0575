import { Alert, Button, Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { useTurnOnAi } from "./use-turn-on-ai.ts";

/** AI is off: says where, what that means and, to those who may, offers the switch. */
export function AiOffNotice() {
  const { organization, workspace, can } = useCurrent();
  const turnOn = useTurnOnAi(organization, workspace);
  const where = organization.ai_enabled ? `the workspace ${workspace.name}` : organization.name;
  return (
    <Alert color="gray" icon={<IconPlugConnectedX size={17} />} title={`AI is off for ${where}`}>
      <Text fz="sm">
        Agents don't answer, not even from the sandbox, and nothing is sent to any model. What was said before stays
        readable.
      </Text>
      {can("ai.switch") ? (
        <Button size="xs" mt={10} loading={turnOn.isPending} onClick={() => turnOn.mutate()}>
          Turn AI on for {where}
        </Button>
      ) : (
        <Text fz="sm" mt={6}>
          An owner or admin of {organization.name} can turn it on.
        </Text>
      )}
      {turnOn.error && <ErrorNotice error={turnOn.error} />}
    </Alert>
  );
}
