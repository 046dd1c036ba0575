import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type ModelServer, modelServersQuery, modelsQuery, removeModelServer } from "./queries.ts";

export function ModelServerRow({ server, mayRemove }: { server: ModelServer; mayRemove: boolean }) {
  const [isRemoving, removing] = useDisclosure();
  return (
    <Group justify="space-between" py={12} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ minWidth: 0 }}>
        <Text fz="sm" fw={500}>
          {server.name}
        </Text>
        <Text className="mono anywhere" c="dimmed">
          {server.url}
        </Text>
      </div>
      <Group gap="md">
        <Health server={server} />
        <Text fz="sm" c="dimmed">
          {server.has_key ? "Key stored, sealed" : "No key"}
        </Text>
        {mayRemove && (
          <Button size="compact-sm" variant="default" aria-label={`Remove ${server.name}`} onClick={removing.open}>
            Remove…
          </Button>
        )}
      </Group>
      {isRemoving && <RemoveDialog server={server} onClose={removing.close} />}
    </Group>
  );
}

function Health({ server: { state, detail, checked_at } }: { server: ModelServer }) {
  if (state === "failing") return <StatusDot tone="bad">{detail ?? "Not answering"}</StatusDot>;
  return (
    <Group gap={6}>
      <StatusDot tone="good">Working</StatusDot>
      <Text fz="sm" c="dimmed">
        <Time value={checked_at} />
      </Text>
    </Group>
  );
}

function RemoveDialog({ server, onClose }: { server: ModelServer; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeModelServer(server.id),
    onSuccess: () => {
      onClose();
      tell(`${server.name} removed.`);
      void client.invalidateQueries(modelsQuery(organization.id));
      return client.invalidateQueries(modelServersQuery(organization.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Remove ${server.name}`}
      action="Remove model server"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Its key is destroyed. Agents that use its models can't answer until you give them another one.
    </ConfirmDialog>
  );
}
