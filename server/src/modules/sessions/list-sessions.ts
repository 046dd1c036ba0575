import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { sessions } from "./tables.ts";

const session = z.object({
  id: z.string(),
  ip: z.string(),
  user_agent: z.string(),
  country: z.string().nullable().describe("Where the address is registered, approximately: ISO 3166-1 alpha-2."),
  method: z
    .string()
    .nullable()
    .describe("How it signed in: `password`, `passkey`, `password+code` and the like; null where it was not noted."),
  created_at: timeOutput,
  last_active_at: timeOutput,
  expires_at: timeOutput,
  current: z.boolean().describe("The one that asks."),
});

export const listSessions = endpoint({
  method: "GET",
  path: "/sessions",
  summary: "Where you are signed in.",
  scope: "user",
  permission: "subject",
  purpose: "security",
  input: z.strictObject(pageInput),
  output: pageOf(session),
  async run(ctx, { limit, cursor }) {
    let query = ctx.db
      .of(sessions)
      .selectFrom("sessions")
      .select(["id", "client", "created_at", "last_seen_at", "method", "idle_expires_at", "expires_at"])
      .where("user_id", "=", ctx.scope.userId)
      .where("expires_at", ">", ctx.at)
      .where("idle_expires_at", ">", ctx.at);
    const after = readCursor(cursor);
    if (after !== undefined) query = query.where("id", "<", after);
    const rows = await query
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const key = await ctx.keys.of({ kind: "user", id: ctx.scope.userId }, "telemetry");
    const current = ctx.principal.kind === "user" ? ctx.principal.sessionId : undefined;
    const page = toPage(rows, limit, (row) => row.id);
    const data = page.data.map((row) => {
      const { client, idle_expires_at, expires_at, last_seen_at, ...rest } = ctx.open(sessions, key, row);
      const expiresAt = idle_expires_at < expires_at ? idle_expires_at : expires_at;
      return {
        ...rest,
        ...client,
        country: client.country ?? null,
        last_active_at: last_seen_at,
        expires_at: expiresAt,
        current: row.id === current,
      };
    });
    return { ...page, data };
  },
});
