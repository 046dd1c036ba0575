import { Badge, Button, Group, Table, Text, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { useReachInWords } from "./use-reach-choices.ts";
import { type ApiKey, apiKeysQuery, revokeApiKey } from "./queries.ts";

export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const [isRevoking, revoking] = useDisclosure();
  const reach = useReachInWords(apiKey);
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm" fw={500}>
          {apiKey.name}
        </Text>
        <Text className="mono" c="dimmed">
          {apiKey.hint}
        </Text>
        {reach.map((line) => (
          <Text key={line} fz="xs" c="dimmed" className="anywhere">
            {line}
          </Text>
        ))}
        {apiKey.networks.length > 0 && (
          <Text fz="xs" c="dimmed" className="anywhere">
            Only from {apiKey.networks.join(", ")}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Scopes scopes={apiKey.scopes} />
      </Table.Td>
      <Table.Td>
        <Time value={apiKey.expires_at} show="date" />
      </Table.Td>
      <Table.Td>{apiKey.last_used_at ? <Time value={apiKey.last_used_at} /> : "Not yet"}</Table.Td>
      <Table.Td ta="right">
        <Button size="compact-sm" variant="default" aria-label={`Revoke ${apiKey.name}`} onClick={revoking.open}>
          Revoke…
        </Button>
        {isRevoking && <RevokeDialog apiKey={apiKey} onClose={revoking.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

const shown = 2;

function Scopes({ scopes }: { scopes: string[] }) {
  const rest = scopes.slice(shown);
  return (
    <Group gap={4}>
      {scopes.slice(0, shown).map((scope) => (
        <Badge key={scope} color="gray">
          {scope}
        </Badge>
      ))}
      {rest.length > 0 && (
        <Tooltip label={rest.join(", ")} multiline maw={320}>
          <Badge color="gray" tabIndex={0}>
            {rest.length} more
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSuccess: () => {
      onClose();
      tell(`${apiKey.name} is revoked.`);
      return client.invalidateQueries(apiKeysQuery(organization.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Revoke ${apiKey.name}`}
      action="Revoke key"
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      Programs that use it are refused within a second. A revoked key can't be brought back.
    </ConfirmDialog>
  );
}
