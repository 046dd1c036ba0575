import { Badge, Table, Text } from "@mantine/core";
import { Time } from "../../design/time.tsx";
import type { ConnectedApp, WorkspaceApp } from "./connected-apps.ts";

type App = Pick<ConnectedApp | WorkspaceApp, "name" | "host" | "scopes" | "last_used_at">;

/** What the app calls itself, and the host that was seen to be its own. */
export function AppNameCell({ app: { name, host } }: { app: App }) {
  return (
    <Table.Td>
      <Text fz="sm" fw={500} className="anywhere">
        {name}
      </Text>
      <Text fz="xs" c="dimmed">
        {host ?? "not checked"}
      </Text>
    </Table.Td>
  );
}

/** What it may do, and when it last did anything. */
export function AppUseCells({ app: { scopes, last_used_at } }: { app: App }) {
  return (
    <>
      <Table.Td>
        <Badge color="gray" title={scopes.join(", ")}>
          {scopes.length === 1 ? scopes[0] : `${scopes.length} permissions`}
        </Badge>
      </Table.Td>
      <Table.Td>{last_used_at ? <Time value={last_used_at} /> : "Not yet"}</Table.Td>
    </>
  );
}
