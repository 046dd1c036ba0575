import { Badge, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { agentsQuery } from "../agents/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { checkConnection, type Connection, type Connector, connectionsQuery, disconnect } from "./queries.ts";

const states = {
  working: ["Works", "good"],
  failing: ["Did not answer", "warn"],
  ended: ["Connect it again", "bad"],
} as const;

const soonMs = 3 * 86_400_000;

function describeHealth({ state, ends_at }: Connection) {
  const isEnding = ends_at !== null && Date.parse(ends_at) - Date.now() < soonMs;
  return state === "working" && isEnding ? (["Connect it again soon", "warn"] as const) : states[state];
}

interface ConnectionRowProps {
  connection: Connection;
  connector: Pick<Connector, "abilities" | "tools">;
}

export function ConnectionRow({ connection, connector }: ConnectionRowProps) {
  const { account, owner, abilities, checked_at, used_at, ends_at } = connection;
  const [health, tone] = describeHealth(connection);
  const says = new Map(connector.abilities.map((one) => [one.name, one.says]));
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingBlock: 12 }}>
      <Group justify="space-between" gap="xs">
        <div style={{ flex: "1 1 240px", minWidth: 0 }}>
          <Text fz="sm" fw={500} className="anywhere">
            {account}
          </Text>
          <Text fz="xs" c="dimmed">
            {owner === "person" ? "Yours alone" : "The workspace’s: everybody’s agents may use it"}
          </Text>
          <Group gap={4} mt={4}>
            {abilities.map((name) => (
              <Badge key={name} color="gray" tt="none">
                {says.get(name) ?? name}
              </Badge>
            ))}
          </Group>
        </div>
        <StatusDot tone={tone}>{health}</StatusDot>
      </Group>
      <Text fz="xs" c="dimmed" mt={4}>
        Last seen alive <Time value={checked_at} />
        {used_at && ", last used "}
        {used_at && <Time value={used_at} />}
        {ends_at && ", to be connected anew by "}
        {ends_at && <Time value={ends_at} />}
      </Text>
      <UsedBy connector={connector} />
      <Actions connection={connection} />
    </div>
  );
}

/** Agents that have a tool of it. */
function UsedBy({ connector }: Pick<ConnectionRowProps, "connector">) {
  const { workspace } = useCurrent();
  const { data = [] } = useQuery(agentsQuery(workspace.id));
  const tools = new Set(connector.tools.map(({ name }) => name));
  const using = data.filter(({ settings }) => settings.tools.some(({ name }) => tools.has(name)));
  if (using.length === 0) return null;
  return (
    <Text fz="xs" mt={4}>
      Used by{" "}
      {using.map(({ id, name }, at) => (
        <span key={id}>
          {at > 0 && ", "}
          <AnchorLink to="/agents/$agentId" params={{ agentId: id }} fz="xs">
            {name}
          </AnchorLink>
        </span>
      ))}
    </Text>
  );
}

function Actions({ connection: { id, account, owner } }: { connection: Connection }) {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const [isEnding, ending] = useDisclosure();
  const act = useMutation({
    mutationFn: (run: () => Promise<string>) => run(),
    onSuccess: (said) => {
      tell(said);
      ending.close();
      return client.invalidateQueries(connectionsQuery(workspace.id));
    },
  });
  if (!can(owner === "workspace" ? "connections.share" : "connections.write")) return null;
  const check = async () =>
    (await checkConnection(id)).state === "working" ? "It is there, and answers." : "It does not work at the moment.";
  const end = async () => {
    const { revocation } = await disconnect(id);
    return revocation ? "Disconnected here. The service is being asked to forget it too." : "Disconnected.";
  };
  return (
    <>
      <Group gap="xs" mt={8}>
        <Button size="compact-sm" variant="default" disabled={act.isPending} onClick={() => act.mutate(check)}>
          Check now
        </Button>
        <Button size="compact-sm" variant="default" color="red" onClick={ending.open}>
          Disconnect
        </Button>
      </Group>
      {act.error !== null && !isEnding && <ErrorNotice error={act.error} />}
      {isEnding && (
        <ConfirmDialog
          title={`Disconnect ${account}?`}
          action="Disconnect"
          isBusy={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(end)}
          onClose={ending.close}
        >
          Its credential is destroyed at once: agents can use the account no more, and wait until it is connected again.
        </ConfirmDialog>
      )}
    </>
  );
}
