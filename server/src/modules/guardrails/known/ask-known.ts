import type { Db } from "../../../framework/database/tenant.ts";
import { markBytes, markHandle, type Marker } from "./mark-name.ts";
import type { Turn } from "./take-turns.ts";

type Kind = Parameters<Marker>[0];
/** What is asked about, as it is hashed. */
export type Asked = readonly [kind: Kind, value: string];
/** Which of these are known. */
export type AskKnown = (asked: Iterable<Asked>) => Promise<(...one: Asked) => boolean>;

/** So many are asked about in one statement. */
const askedMost = 5000;
const keyOf = (...[kind, value]: Asked) => `${kind}|${value}`;

/** Asks by keyed hashes, all of them in one statement unless they are very many. */
export function askKnown(db: Db, mark: Marker, turn: Turn): AskKnown {
  return async (asked) => {
    const keys = new Set<string>();
    const [names, handles] = [openList(), openList()];
    for (const [kind, value] of asked) {
      const key = keyOf(kind, value);
      if (keys.size === keys.add(key).size) continue;
      const others = turn();
      if (others) await others;
      if (kind === "handle") handles.add(key, markHandle(mark, value));
      else names.add(key, mark(kind, value));
    }
    const known = new Set<string>();
    for (let at = 0; at < Math.max(names.size(), handles.size()); at += askedMost)
      for (const { n, of } of await find(db, names.cut(at), handles.cut(at)))
        known.add((of === "handle" ? handles : names).keyAt(at + n));
    return (...one) => known.has(keyOf(...one));
  };
}

/** Marks side by side, with what each is of. */
function openList() {
  const [keys, marks]: [string[], Buffer[]] = [[], []];
  return {
    add(key: string, mark: Buffer) {
      keys.push(key);
      marks.push(mark);
    },
    size: () => keys.length,
    keyAt: (n: number) => keys[n]!,
    cut: (at: number) => Buffer.concat(marks.slice(at, at + askedMost)),
  };
}

type Found = { n: number; of: "name" | "handle" };
async function find(db: Db, names: Buffer, handles: Buffer): Promise<Found[]> {
  const { organizationId, workspaceId } = db.scope;
  return db.query<Found>(knownSql, [names, handles, workspaceId, organizationId]);
}

/**
 * One probe of an index for each mark, however many people have it: a limit keeps the planner from reading all names of a
 * large workspace into a hash table instead.
 */
const probe = (table: string, where: string, marks: string) =>
  `(select 1 from ${table} k where ${where} and k.mark = substring(${marks} from n * ${markBytes} + 1 for ${markBytes}) limit 1)`;
const probesOf = (of: Found["of"], marks: string, probes: readonly string[]) =>
  `select n, '${of}' as of from generate_series(0, octet_length(${marks}) / ${markBytes} - 1) as n
   cross join lateral (select 1 from (${probes.join(" union all ")}) as one limit 1) as found`;
const knownSql = [
  probesOf("name", "$1::bytea", [
    probe("known_contact_names", "k.workspace_id = $3", "$1::bytea"),
    probe("known_member_names", "k.organization_id = $4", "$1::bytea"),
  ]),
  probesOf("handle", "$2::bytea", [probe("contact_identities", "k.workspace_id = $3", "$2::bytea")]),
].join(" union all ");
