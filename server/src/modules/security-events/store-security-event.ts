import type { Client, Work } from "../../framework/context.ts";
import type { Db } from "../../framework/database/tenant.ts";
import type { SecurityEventKind, Severity } from "./security-event-kinds.ts";
import { type Facts, securityEvents } from "./tables.ts";

type Stored = {
  audience: "user" | "organization" | "operator";
  kind: SecurityEventKind;
  severity: Severity;
  user_id: string | null;
  organization_id: string | null;
  source_id: string | null;
  facts: Facts;
  client: Client | undefined;
};

/** Writes one row, sealed for the person it is about, or else for the organization. Nothing where it is there already. */
export async function storeSecurityEvent(
  ctx: Work,
  db: Db,
  { facts, client, ...event }: Stored,
): Promise<string | undefined> {
  const subject = event.user_id
    ? ({ kind: "user", id: event.user_id } as const)
    : ({ kind: "organization", id: event.organization_id! } as const);
  const key = (await ctx.keys.many(subject.kind, [subject.id], "telemetry")).get(subject.id);
  if (!key) return undefined; // erased: there is nobody left to tell
  const detail = { facts, ip: client?.ip ?? null, user_agent: client?.userAgent ?? null };
  const id = ctx.newId("sev");
  const row = ctx.seal(securityEvents, key, { id, ...event, detail, answer: null, created_at: ctx.at });
  const written = await db
    .of(securityEvents)
    .insertInto("security_events")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["source_id", "organization_id"]).where("source_id", "is not", null).doNothing(),
    )
    .returning("id")
    .execute();
  return written[0]?.id;
}
