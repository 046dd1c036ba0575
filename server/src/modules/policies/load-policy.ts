import type { Context } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { type PolicySays, type PolicySetting, policiesPort } from "../../egress/public.ts";
import { hasSeveralUsers } from "../users/public.ts";

/** Which policy is meant. */
export type PolicyOf =
  | { level: "deployment" }
  | { level: "organization"; organizationId: string }
  | { level: "workspace"; organizationId: string; workspaceId: string };

export type SettingRow = {
  id: string;
  parameter: string;
  setting: PolicySetting;
  recipients: Buffer | null;
  preset: string | null;
  version: number;
  effective_at: Date;
  withdrawn_at: Date | null;
  set_by: string | null;
  created_at: Date;
};

export type LoadedPolicy = {
  of: PolicyOf;
  version: number;
  preset: string | null;
  /** What each level says now, the one meant last. */
  levels: PolicySays[];
  /** Rows of the level meant that are announced and not yet in effect. */
  pending: SettingRow[];
  /** Whether weakening has to be announced: not while the first owner is alone. */
  isNoticeDue: boolean;
};

type Entered = Context<"organization"> | Context<"operator">;

/** The policy a request means; a workspace's is that of a workspace in the organization. */
export async function policyOf(ctx: Context<"organization">, workspaceId: string | undefined): Promise<PolicyOf> {
  const { organizationId } = ctx.scope;
  if (!workspaceId) return { level: "organization", organizationId };
  const found = await ctx.db.query("select 1 from workspaces where organization_id = $1 and id = $2", [
    organizationId,
    workspaceId,
  ]);
  if (found.length === 0) throw requestErrors.not_found();
  return { level: "workspace", organizationId, workspaceId };
}

/** Reads a policy. With `toChange`, whoever else would change it waits until this transaction ends. */
export async function loadPolicy(ctx: Entered, of: PolicyOf, toChange = false): Promise<LoadedPolicy> {
  if (toChange) await ctx.db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`policy|${levelId(of)}`]);
  const ids = "organizationId" in of ? of : {};
  const [levels, own, isNoticeDue] = await Promise.all([
    ctx.port(policiesPort).readLevels(ids, ctx.at),
    readOwn(ctx, of),
    hasSeveralUsers(ctx),
  ]);
  const latest = own.toSorted((a, z) => z.version - a.version)[0];
  const pending = own.filter((row) => !row.withdrawn_at && row.effective_at > ctx.at);
  return { of, version: latest?.version ?? 0, preset: latest?.preset ?? null, levels, pending, isNoticeDue };
}

export const levelId = (of: PolicyOf): string =>
  of.level === "deployment" ? "deployment" : of.level === "organization" ? of.organizationId : of.workspaceId;

const columns = "id, parameter, setting, preset, version, effective_at, withdrawn_at, set_by, created_at";

/** The last row of each parameter, and whatever is announced. */
function readOwn(ctx: Entered, of: PolicyOf): Promise<SettingRow[]> {
  const last = "distinct on (parameter, effective_at > $1)";
  const order = "order by parameter, effective_at > $1, version desc";
  if (of.level === "deployment")
    return ctx.db.query<SettingRow>(
      `select ${last} ${columns}, null as recipients from deployment_policy_settings ${order}`,
      [ctx.at],
    );
  return ctx.db.query<SettingRow>(
    `select ${last} ${columns}, recipients from policy_settings
     where organization_id = $2 and workspace_id is not distinct from $3 ${order}`,
    [ctx.at, of.organizationId, of.level === "workspace" ? of.workspaceId : null],
  );
}

/** What a level says of the parameters that lie in its hands. */
export const saidAt = (loaded: LoadedPolicy): PolicySays => loaded.levels.at(-1)!;

export const levelsAbove = (loaded: LoadedPolicy): PolicySays[] => loaded.levels.slice(0, -1);
