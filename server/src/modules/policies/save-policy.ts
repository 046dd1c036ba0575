import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import { deploymentPolicySettings, policyChannel, policySettings } from "../../egress/public.ts";
import type { DatedChange } from "./describe-change.ts";
import { levelsAbove, type LoadedPolicy, type PolicyOf, saidAt, type SettingRow } from "./load-policy.ts";
import type { Wanted } from "./read-wanted.ts";
import { aiChannel } from "../workspaces/public.ts";

export const policyChanged = event(
  "policy.changed",
  "The policy of an organization or of one workspace was changed, or a change was announced.",
  z.object({
    organization_id: z.string(),
    workspace_id: z.string().nullable(),
    version: z.int(),
    parameters: z.array(z.string()),
    /** Whether any of it takes effect later. */
    is_announced: z.boolean(),
  }),
  { isPublic: true },
);

type Entered = Context<"organization"> | Context<"operator">;
type NewRow = Omit<SettingRow, "recipients" | "withdrawn_at">;

/**
 * Writes what changed as the next version; what was announced before for the same parameters is taken back.
 * @returns the policy as it is then
 */
export async function savePolicy(
  ctx: Entered,
  loaded: LoadedPolicy,
  wanted: Wanted & { preset: string | undefined },
  changes: readonly DatedChange[],
): Promise<LoadedPolicy> {
  if (changes.length === 0) return loaded;
  const version = loaded.version + 1;
  const parameters = changes.map(({ parameter }) => parameter);
  await withdrawPending(ctx, loaded.of, parameters);
  const rows = changes.map(({ parameter, effectiveAt }) => ({
    id: ctx.newId("pst"),
    parameter,
    setting: wanted.settings.get(parameter)!,
    preset: wanted.preset ?? null,
    version,
    effective_at: effectiveAt,
    set_by: ctx.scope.userId ?? null,
    created_at: ctx.at,
  }));
  if (loaded.of.level === "deployment") await insertForEveryone(ctx, rows);
  else await insertInOrganization(ctx as Context<"organization">, loaded.of, rows, wanted.recipients);
  const isAnnounced = changes.some((change) => change.isAnnounced);
  await announce(ctx, loaded.of, { version, parameters, is_announced: isAnnounced });
  return afterSaving(loaded, rows, ctx.at);
}

/** What a read would find once this transaction has ended. */
function afterSaving(loaded: LoadedPolicy, rows: readonly NewRow[], at: Date): LoadedPolicy {
  const [last, saved] = [saidAt(loaded), new Set(rows.map((row) => row.parameter))];
  const isAhead = (row: NewRow) => row.effective_at > at;
  const now = rows.filter((row) => !isAhead(row)).map((row) => [row.parameter, row.setting] as const);
  const kept = loaded.pending.filter((row) => !saved.has(row.parameter));
  const ahead = rows.filter(isAhead).map((row) => ({ ...row, recipients: null, withdrawn_at: null }));
  return {
    ...loaded,
    version: rows[0]!.version,
    preset: rows[0]!.preset,
    levels: [...levelsAbove(loaded), { ...last, settings: new Map([...last.settings, ...now]) }],
    pending: [...kept, ...ahead],
  };
}

async function insertForEveryone(ctx: Entered, rows: readonly NewRow[]): Promise<void> {
  await ctx.db.of(deploymentPolicySettings).insertInto("deployment_policy_settings").values(rows).execute();
}

async function insertInOrganization(
  ctx: Context<"organization">,
  of: Exclude<PolicyOf, { level: "deployment" }>,
  rows: readonly NewRow[],
  recipients: ReadonlyMap<string, string>,
): Promise<void> {
  const { organizationId } = ctx.scope;
  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
  const sealed = rows.map((row) => {
    const isTyped = row.parameter === "egress.recipients" && recipients.size > 0;
    const whole = {
      ...row,
      organization_id: organizationId,
      workspace_id: of.level === "workspace" ? of.workspaceId : null,
      recipients: isTyped ? [...recipients.values()] : null,
    };
    return ctx.seal(policySettings, key, whole);
  });
  await ctx.db.of(policySettings).insertInto("policy_settings").values(sealed).execute();
}

/** Takes back announced settings of these parameters that are not yet in effect. */
export async function withdrawPending(ctx: Entered, of: PolicyOf, parameters: readonly string[]): Promise<void> {
  const pending = "parameter = any($1) and effective_at > $2 and withdrawn_at is null";
  await (of.level === "deployment"
    ? ctx.db.query(`update deployment_policy_settings set withdrawn_at = $2 where ${pending}`, [parameters, ctx.at])
    : ctx.db.query(
        `update policy_settings set withdrawn_at = $2
           where organization_id = $3 and workspace_id is not distinct from $4 and ${pending}`,
        [parameters, ctx.at, of.organizationId, of.level === "workspace" ? of.workspaceId : null],
      ));
}

type Said = Omit<z.input<typeof policyChanged.facts>, "organization_id" | "workspace_id">;

/** For good as an event, and at once to every process and to what is running. */
async function announce(ctx: Entered, of: PolicyOf, said: Said): Promise<void> {
  const organizationId = of.level === "deployment" ? "" : of.organizationId;
  await ctx.db.query("select pg_notify($1, $3), pg_notify($2, $3)", [policyChannel, aiChannel, organizationId]);
  if (of.level === "deployment") return;
  const workspaceId = of.level === "workspace" ? of.workspaceId : null;
  await ctx.emit(policyChanged, { organization_id: organizationId, workspace_id: workspaceId, ...said });
}
