import * as z from "zod";
import type { CustomRole } from "../../framework/request/authorize.ts";
import { dayMs, later } from "../../framework/clock.ts";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { newSecret } from "../../framework/ids.ts";
import { permissionNames, permissionsFor, type RoleName, sessionOnly } from "../members/public.ts";
import { customRolesSql, hashToken, networkField } from "../sessions/public.ts";
import { describeUsers } from "../users/public.ts";
import { findAgentsWithin } from "../agents/public.ts";
import { apiKeyOutput, describeApiKey } from "./describe-api-key.ts";
import { apiKeyErrors } from "./errors.ts";
import { apiKeys } from "./tables.ts";

const daysUsual = 90;
const daysMax = 365;
const keysMax = 200;
/** `avow_` and as much as tells keys apart without helping to guess one: 24 of 256 bits. */
const hintLength = 9;

export const createApiKey = endpoint({
  method: "POST",
  path: "/api-keys",
  summary: "Make an API key. The answer shows it, this once.",
  description:
    "It acts for you, within its scopes, and never more than you may yourself at that time. Without `expires_at` it works for 90 days; 365 is the most.",
  scope: "organization",
  permission: "api_keys.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(z.enum(permissionNames)).min(1).max(permissionNames.length),
    workspace_ids: z.array(z.string()).max(50).default([]).describe("The only workspaces it is to reach."),
    agent_ids: z
      .array(z.string())
      .max(50)
      .default([])
      .describe("The only agents it is to reach, and nothing that is about none of them: no lists, no settings."),
    networks: z
      .array(networkField)
      .max(50)
      .default([])
      .describe("Addresses and networks it works from, such as 192.0.2.0/24 or 2001:db8::/48; from anywhere without."),
    expires_at: z.iso.datetime().optional(),
  }),
  output: apiKeyOutput.extend({ token: z.string().nullable().describe("The key. Null when the request is repeated.") }),
  status: 201,
  refusals: [
    apiKeyErrors.scope_refused,
    apiKeyErrors.agent_unknown,
    apiKeyErrors.expiry_refused,
    apiKeyErrors.limit_reached,
  ],
  audit: { action: "api_key.created", target: ({ id }) => id },
  async run(ctx, { name, scopes, workspace_ids, agent_ids, networks, expires_at }) {
    const within = { workspace_ids: unique(workspace_ids), agent_ids: unique(agent_ids) };
    await checkWorkspaces(ctx, within.workspace_ids);
    await checkAgents(ctx, within);
    await checkScopes(ctx, scopes, within.workspace_ids);
    await checkRoom(ctx);
    const token = newSecret("avow_");
    const whose = { organization_id: ctx.scope.organizationId, id: ctx.newId("key"), created_by: ctx.scope.userId };
    const times = { created_at: ctx.at, expires_at: chooseEnd(ctx, expires_at), last_used_at: null };
    const reach = { ...within, workspace_id: within.workspace_ids[0] ?? null, networks: unique(networks) };
    const key = await ctx.keys.of({ kind: "organization", id: whose.organization_id }, "credential");
    const secret = { token_hash: hashToken(token), hint: token.slice(0, hintLength) };
    const row = ctx.seal(apiKeys, key, {
      ...whose,
      name,
      ...secret,
      scopes: unique(scopes),
      ...reach,
      ...times,
    });
    await ctx.db.of(apiKeys).insertInto("api_keys").values(row).execute();
    return { ...(await describeApiKey(ctx, row, await describeUsers(ctx, [whose.created_by]))), token };
  },
});

const unique = (words: readonly string[]) => [...new Set(words)].toSorted();

/**
 * A role given in one of the key's workspaces counts: in the others, the key's maker lacks it when it is used.
 * @throws Refusal `api_keys.scope_refused` for the first scope that the maker lacks or a key may never have
 */
async function checkScopes(
  ctx: Context<"organization">,
  scopes: readonly string[],
  workspaceIds: readonly string[],
): Promise<void> {
  const rows = await ctx.db.query<{ role: RoleName; custom_roles: CustomRole[] }>(
    `select m.role, ${customRolesSql("w.id")} as custom_roles from memberships m
     left join unnest($3::text[]) as w(id) on true
     where m.organization_id = $1 and m.user_id = $2`,
    [ctx.scope.organizationId, ctx.scope.userId, workspaceIds],
  );
  const own = rows.flatMap(({ role, custom_roles }) => [
    ...permissionsFor(role),
    ...custom_roles.flatMap(({ permissions }) => permissions),
  ]);
  const granted = new Set<string>(own);
  const refused = scopes.find((scope) => !granted.has(scope) || sessionOnly.has(scope));
  if (refused !== undefined) throw apiKeyErrors.scope_refused({ scope: refused });
}

/** @throws Refusal `api_keys.limit_reached` */
async function checkRoom(ctx: Context<"organization">): Promise<void> {
  const sql =
    "select count(*)::int as count from api_keys where organization_id = $1 and revoked_at is null and expires_at > $2";
  const [row] = await ctx.db.query<{ count: number }>(sql, [ctx.scope.organizationId, ctx.at]);
  if (row!.count >= keysMax) throw apiKeyErrors.limit_reached({ limit: keysMax });
}

/** @throws Refusal `request.not_found` unless all are this organization's */
async function checkWorkspaces(ctx: Context<"organization">, ids: readonly string[]): Promise<void> {
  const sql = "select id from workspaces where organization_id = $1 and id = any($2)";
  const found = await ctx.db.query(sql, [ctx.scope.organizationId, ids]);
  if (found.length !== ids.length) throw requestErrors.not_found();
}

type Within = { workspace_ids: readonly string[]; agent_ids: readonly string[] };

/** @throws Refusal `api_keys.agent_unknown` */
async function checkAgents(ctx: Context<"organization">, within: Within): Promise<void> {
  if (within.agent_ids.length === 0) return;
  const found = await findAgentsWithin(ctx, within);
  const unknown = within.agent_ids.find((id) => !found.has(id));
  if (unknown !== undefined) throw apiKeyErrors.agent_unknown({ agent_id: unknown });
}

/** @throws Refusal `api_keys.expiry_refused` */
function chooseEnd(ctx: Context, asked: string | undefined): Date {
  if (asked === undefined) return later(ctx.at, daysUsual * dayMs);
  const end = new Date(asked);
  if (end <= ctx.at || end > later(ctx.at, daysMax * dayMs)) throw apiKeyErrors.expiry_refused({ days_max: daysMax });
  return end;
}
