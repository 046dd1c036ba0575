import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { auditEntries } from "../../privacy/public.ts";

export const auditEntryOutput = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  actor: z.object({
    kind: z.enum(["anonymous", "user", "api_key", "system"]),
    id: z.string().nullable().describe("The user, the API key, or the part of the system that did it."),
    user_id: z.string().nullable().describe("For whom an API key acted; empty where nobody in person did it."),
    role: z.string().nullable().describe("Their role now; empty where they are no longer a member."),
  }),
  target: z.string().nullable().describe("What it was done to: an id or a name of the system's own."),
  request_id: z.string(),
  client: z.object({ ip: z.string(), user_agent: z.string() }).nullable(),
  log_index: z.int().nullable().describe("Its place in the log; given within a second."),
});

export type StoredEntry = {
  id: string;
  log_id: string;
  created_at: Date;
  action: string;
  principal_kind: "anonymous" | "user" | "api_key" | "system";
  principal_id: string | null;
  user_id: string | null;
  target: string;
  request_id: string;
  client: Buffer | null;
  leaf_index: number | null;
};

export const entryColumns = `id, log_id, created_at, action, principal_kind, principal_id, user_id, target, request_id, client,
  leaf_index`;

/** Entries with where they came from, for as long as whoever did it has not been erased. */
export async function presentAuditEntries(
  ctx: Work,
  rows: readonly StoredEntry[],
  roles: ReadonlyMap<string, string>,
): Promise<z.input<typeof auditEntryOutput>[]> {
  const ids = rows.flatMap(({ user_id }) => (user_id ? [user_id] : []));
  const keys = await ctx.keys.many("user", ids, "audit");
  return rows.map(({ id, log_id, created_at, principal_kind, principal_id, user_id, client, leaf_index, ...row }) => {
    const key = user_id ? keys.get(user_id) : undefined;
    const opened = key && client ? ctx.open(auditEntries, key, { id, log_id, client }) : undefined;
    return {
      id,
      at: created_at.toISOString(),
      action: row.action,
      actor: { kind: principal_kind, id: principal_id, user_id, role: (user_id && roles.get(user_id)) || null },
      target: row.target || null,
      request_id: row.request_id,
      client: (opened?.client as { ip: string; user_agent: string } | undefined) ?? null,
      log_index: leaf_index,
    };
  });
}
