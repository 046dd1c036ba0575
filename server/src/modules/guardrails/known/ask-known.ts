import type { Db } from "../../../framework/tenant.ts";
import { markHandle, type Marker } from "./mark-name.ts";
import type { Turn } from "./take-turns.ts";

/** So many are asked about in one statement. */
const askedMost = 5000;

/** Which of these are known, by their marks. */
type AskKnown = (kind: Parameters<Marker>[0], values: readonly string[]) => Promise<(value: string) => boolean>;

export function askKnown(db: Db, mark: Marker, turn: Turn): AskKnown {
  const { organizationId, workspaceId } = db.scope;
  return async (kind, values) => {
    const marks = new Map<string, string>();
    for (const value of new Set(values)) {
      await turn();
      const made = kind === "handle" ? markHandle(mark, value) : mark(kind, value);
      marks.set(value, made.toString("hex"));
    }
    const known = new Set<string>();
    const asked = [...new Set(marks.values())];
    for (let at = 0; at < asked.length; at += askedMost) {
      const rows = await db.query<{ mark: string }>(knownSql(kind), [
        asked.slice(at, at + askedMost),
        workspaceId,
        ...(kind === "handle" ? [] : [organizationId]),
      ]);
      for (const row of rows) known.add(row.mark);
    }
    return (value) => known.has(marks.get(value) ?? "");
  };
}

/**
 * One probe of an index for each mark, however many people have it: a limit keeps the planner from reading all names of a
 * large workspace into a hash table instead.
 */
function knownSql(kind: Parameters<Marker>[0]): string {
  const probe = (table: string, where: string) =>
    `(select 1 from ${table} k where ${where} and k.mark = decode(asked.mark, 'hex') limit 1)`;
  const probes =
    kind === "handle"
      ? [probe("contact_identities", "k.workspace_id = $2")]
      : [probe("known_contact_names", "k.workspace_id = $2"), probe("known_member_names", "k.organization_id = $3")];
  return `select asked.mark from unnest($1::text[]) as asked (mark)
    cross join lateral (select 1 from (${probes.join(" union all ")}) as one limit 1) as found`;
}
