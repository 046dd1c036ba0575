import { Table } from "@mantine/core";
import { Time } from "../../design/time.tsx";
import type { AuditEntry } from "./queries.ts";

export function AuditRow({ entry, nameOf }: { entry: AuditEntry; nameOf: (userId: string) => string | undefined }) {
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <Time value={entry.at} show="full" />
      </Table.Td>
      <Table.Td>{describeActor(entry.actor, nameOf)}</Table.Td>
      <Table.Td className="mono">{entry.action}</Table.Td>
      <Table.Td className="mono anywhere">{entry.target ?? "–"}</Table.Td>
      <Table.Td className="mono">{entry.client?.ip ?? "–"}</Table.Td>
      <Table.Td className="tabular">{entry.log_index === null ? "Being sealed" : `#${entry.log_index}`}</Table.Td>
    </Table.Tr>
  );
}

/** An erased or departed person leaves only their role in what happened. */
function describeActor(
  { kind, user_id, role }: AuditEntry["actor"],
  nameOf: (id: string) => string | undefined,
): string {
  const name = user_id ? nameOf(user_id) : undefined;
  if (kind === "system") return "Avow";
  if (kind === "anonymous") return "Not signed in";
  const person = name ?? (role ? `Former ${role}` : "A former member");
  return kind === "api_key" ? `API key of ${person}` : person;
}
