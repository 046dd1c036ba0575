import type { Work } from "../../../framework/context.ts";
import { type DataKey, open, seal } from "../../../framework/keys/sealing.ts";
import type { AnyTable } from "../../../framework/table.ts";
import { contactGenerations } from "../../../egress/public.ts";
import { moveKnown } from "../../guardrails/public.ts";
import { contactKey } from "../find-contact.ts";
import { movedAlongPort } from "./moved-along-port.ts";
import { contactConsents, contactIdentities, contactLocks, contactMerges, type Moved } from "../tables.ts";

/** What hangs on a contact, and which columns of it are sealed under the contact's key. */
const hanging: readonly { name: Exclude<keyof Moved, "along">; table: AnyTable; columns?: readonly string[] }[] = [
  { name: "identities", table: contactIdentities, columns: ["value"] },
  { name: "consents", table: contactConsents, columns: ["evidence", "text", "text_version"] },
  { name: "merges", table: contactMerges, columns: ["name"] },
  { name: "locks", table: contactLocks, columns: ["grounds"] },
  { name: "generations", table: contactGenerations },
];

type Hanging = (typeof hanging)[number];

/** Moves all that hangs on one contact to another, or those rows only, and tells which they were. */
export async function moveAll(work: Work, from: string, to: string, only?: Moved): Promise<Moved> {
  const keys = { from: await contactKey(work, from), to: await contactKey(work, to) };
  const moved: Moved = { identities: [], consents: [], merges: [] };
  for (const one of hanging) {
    const chosen = only && (only[one.name] ?? []);
    moved[one.name] = await moveRows(work, one, { from, to, keys, only: chosen });
  }
  moved.along = await work.port(movedAlongPort).move(work, { from, to, only: only && (only.along ?? []) });
  await moveKnown(work, to, moved.merges);
  return moved;
}

type Move = { from: string; to: string; keys: { from: DataKey; to: DataKey }; only: readonly string[] | undefined };

/** Each is opened with the one key and sealed with the other: a row never lies under a key that is not its owner's. */
async function moveRows(work: Work, { table, columns }: Hanging, move: Move): Promise<string[]> {
  if (columns === undefined) return repointRows(work, table, move);
  const { from, to, keys, only } = move;
  const rows = await work.db.query<{ workspace_id: string; id: string } & Record<string, unknown>>(
    `select workspace_id, id, ${columns.join(", ")} from ${table.name}
     where workspace_id = $1 and contact_id = $2 and ($3::text[] is null or id = any($3)) for update`,
    [work.scope.workspaceId, from, only ?? null],
  );
  const resealed = rows.map((row) => {
    const opened: Record<string, unknown> = open(table, keys.from, row, work.purpose);
    return seal(table, keys.to, opened) as Record<string, unknown>;
  });
  const ids = rows.map(({ id }) => id);
  await work.db.query(
    `update ${table.name} t set contact_id = $2, ${columns.map((column) => `${column} = m.${column}`).join(", ")}
     from unnest($3::text[], ${columns.map((_, i) => `$${i + 4}::bytea[]`).join(", ")}) as m(id, ${columns.join(", ")})
     where t.workspace_id = $1 and t.id = m.id`,
    [work.scope.workspaceId, to, ids, ...columns.map((column) => resealed.map((row) => row[column]))],
  );
  return ids;
}

/** Rows that nothing of the contact's is sealed in. */
async function repointRows(work: Work, { name }: AnyTable, { from, to, only }: Move): Promise<string[]> {
  const moved = await work.db.query<{ id: string }>(
    `update ${name} set contact_id = $3 where workspace_id = $1 and contact_id = $2
       and ($4::text[] is null or id = any($4)) returning id`,
    [work.scope.workspaceId, from, to, only ?? null],
  );
  return moved.map(({ id }) => id);
}
