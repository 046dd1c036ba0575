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

/** One probe of an index for each mark, however many people have it. */
function knownSql(kind: Parameters<Marker>[0]): string {
  const asked = "select asked.mark from unnest($1::text[]) as asked (mark) where exists";
  if (kind === "handle")
    return `${asked} (select 1 from contact_identities k where k.workspace_id = $2 and k.mark = decode(asked.mark, 'hex'))`;
  return `${asked} (select 1 from known_contact_names k where k.workspace_id = $2 and k.mark = decode(asked.mark, 'hex'))
    or exists (select 1 from known_member_names k where k.organization_id = $3 and k.mark = decode(asked.mark, 'hex'))`;
}
