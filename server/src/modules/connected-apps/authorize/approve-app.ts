import { createHash } from "node:crypto";
import * as z from "zod";
import { dayMs, later, minuteMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { event } from "../../../framework/events.ts";
import { hashToken, newSecret } from "../../../framework/ids.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { readOwnMethod } from "../../sessions/public.ts";
import { connectedAppErrors } from "../errors.ts";
import type { FoundApp } from "../register/find-app.ts";
import { connectedApps } from "../tables.ts";
import { answerAt } from "./is-same-redirect.ts";
import { readAskedScopes, readGrantable } from "./read-grantable.ts";
import { type Asked, readRequest, requestFields } from "./read-request.ts";

export const connectedAppAllowed = event(
  "connected_app.allowed",
  "A member allowed an app to act for them by the Model Context Protocol.",
  z.object({ connected_app_id: z.string() }),
  { isPublic: true, about: "connected_app_id" },
);

/** The app is sent there at once. */
const codeMs = 2 * minuteMs;
const appsMax = 50;
/** A registered app that was allowed is remembered for so long. */
const rememberedMs = 365 * dayMs;

const keepRegisteredApp = lookup<[Buffer, Date, Date], { id: string }>(
  "keep_registered_app",
  "update registered_apps set allowed_at = $2, expires_at = $3 where client_hash = $1 returning id",
);

export const approveApp = endpoint({
  method: "POST",
  path: "/app-authorizations/approve",
  summary: "Let the app that sent a browser here act for you in this workspace.",
  description:
    "By the Model Context Protocol alone, and never more than you may at that moment, until you end it. The browser goes on to `redirect_to`, with a code that is good for two minutes and once.",
  scope: "workspace",
  permission: "connected_apps.allow",
  stepUp: true,
  purpose: "security",
  rate: "expensive",
  reachesOut: true,
  input: z.strictObject({
    ...requestFields,
    allow: z.array(z.string().max(60)).min(1).max(200).describe("Which permissions, of those it asked for."),
  }),
  output: z.object({ id: z.string(), redirect_to: z.string().nullable() }),
  status: 201,
  refusals: [
    connectedAppErrors.document_refused,
    connectedAppErrors.redirect_refused,
    connectedAppErrors.request_refused,
    connectedAppErrors.scope_refused,
    connectedAppErrors.limit_reached,
  ],
  audit: { action: "connected_app.allowed", target: ({ id }) => id },
  prepare: (ctx, asked) => readRequest(ctx, asked),
  async run(ctx, { allow, ...asked }, { prepared }) {
    await checkScopes(ctx, asked.scope, allow);
    await checkRoom(ctx);
    const code = newSecret("avow_ac_");
    const id = await keepApp(ctx, { app: prepared as FoundApp, asked, allow, code });
    await ctx.emit(connectedAppAllowed, { connected_app_id: id });
    return { id, redirect_to: answerAt(asked.redirect_uri, ctx.deployment.origin, { code, state: asked.state }) };
  },
});

/** @throws Refusal `connected_apps.scope_refused` for the first that it did not ask for, or that its user lacks */
async function checkScopes(ctx: Context<"workspace">, scope: string | undefined, allow: readonly string[]) {
  const [asked, own] = [new Set(readAskedScopes(scope)), await readGrantable(ctx)];
  const refused = allow.find((one) => !asked.has(one) || !own.has(one));
  if (refused !== undefined) throw connectedAppErrors.scope_refused({ scope: refused.replaceAll(/[^\w.]/g, "?") });
}

/** @throws Refusal `connected_apps.limit_reached` */
async function checkRoom(ctx: Context<"workspace">): Promise<void> {
  const [row] = await ctx.db.query<{ count: number }>(
    `select count(*)::int as count from connected_apps
     where workspace_id = $1 and user_id = $2 and revoked_at is null and expires_at > $3`,
    [ctx.scope.workspaceId, ctx.scope.userId, ctx.at],
  );
  if (row!.count >= appsMax) throw connectedAppErrors.limit_reached({ limit: appsMax });
}

type Allowed = { app: FoundApp; asked: Asked; allow: readonly string[]; code: string };

async function keepApp(ctx: Context<"workspace">, { app, asked, allow, code }: Allowed): Promise<string> {
  const { organizationId, workspaceId, userId } = ctx.scope;
  const { clientId, name, host } = app;
  const key = await ctx.keys.of({ kind: "user", id: userId }, "credential");
  const row = ctx.seal(connectedApps, key, {
    organization_id: organizationId,
    workspace_id: workspaceId,
    id: ctx.newId("app"),
    user_id: userId,
    client_hash: hashToken(clientId),
    app: { name, host },
    scopes: [...new Set(allow)].toSorted(),
    method: await readOwnMethod(ctx),
    code_hash: hashToken(code),
    challenge: Buffer.from(asked.code_challenge!, "base64url"),
    redirect_hash: createHash("sha256").update(asked.redirect_uri).digest(),
    code_expires_at: later(ctx.at, codeMs),
    taken_at: null,
    created_at: ctx.at,
    last_used_at: null,
    // Unless it fetches its tokens within a day, there is nothing to keep.
    expires_at: later(ctx.at, dayMs),
    revoked_at: null,
    revoked_because: null,
  });
  await ctx.db.of(connectedApps).insertInto("connected_apps").values(row).execute();
  await ctx.lookup(keepRegisteredApp, hashToken(clientId), ctx.at, later(ctx.at, rememberedMs));
  return row.id;
}
