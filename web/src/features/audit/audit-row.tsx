import { Table, Text } from "@mantine/core";
import { Time } from "../../design/time.tsx";
import type { AuditEntry } from "./queries.ts";

export function AuditRow({ entry }: { entry: AuditEntry }) {
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <Time value={entry.at} show="full" />
      </Table.Td>
      <Table.Td>
        <Actor actor={entry.actor} />
      </Table.Td>
      <Table.Td className="mono">{entry.action}</Table.Td>
      <Table.Td className="mono anywhere">{entry.target?.id ?? "–"}</Table.Td>
      <Table.Td className="mono">{entry.rule ?? "–"}</Table.Td>
      <Table.Td className="tabular">{entry.log_index === null ? "Being sealed" : `#${entry.log_index}`}</Table.Td>
    </Table.Tr>
  );
}

const kinds = { user: "A person", api_key: "An API key", system: "Avow" };

/** An erased person leaves only their role in what happened. */
function Actor({ actor }: { actor: AuditEntry["actor"] }) {
  if (actor.label) return <Text fz="sm">{actor.label}</Text>;
  return (
    <Text fz="sm" c="dimmed">
      {kinds[actor.kind]}
      {actor.kind === "user" && ", erased"}
    </Text>
  );
}
