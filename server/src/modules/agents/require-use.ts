import type { Work } from "../../framework/context.ts";
import { Refusal } from "../../framework/errors.ts";
import { agentErrors } from "./errors.ts";
import { requireVariables } from "./variables/require-variables.ts";
import type { AgentInUse } from "./find-agent-in-use.ts";

const setsUp: ReadonlySet<string> = new Set(["owner", "admin", "editor", "developer"]);

/**
 * Whether the person of this work is among those an agent is for, and it is told what it has to know. Whoever sets agents up may
 * try them all.
 * @throws Refusal `agents.not_for_you`, `agents.variable_missing`, `agents.variable_wrong`
 */
export async function requireUse(
  work: Work,
  { settings }: Pick<AgentInUse, "settings">,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  requireVariables(settings, variables);
  const { access } = settings;
  if (access.kind === "everyone") return;
  const { organizationId, userId } = work.scope;
  const [member] = await work.db.query<{ role: string }>(
    "select role from memberships where organization_id = $1 and user_id = $2",
    [organizationId, userId],
  );
  const isNamed =
    access.kind === "roles" ? access.roles.includes(member?.role ?? "") : access.user_ids.includes(userId ?? "");
  if (!member || !(isNamed || setsUp.has(member.role))) throw agentErrors.not_for_you();
}

/** The same as a value: why the person of this work may not go on with an agent. */
export async function findUseLack(
  work: Work,
  agent: Pick<AgentInUse, "settings">,
  variables?: Readonly<Record<string, string>>,
): Promise<Refusal | undefined> {
  try {
    await requireUse(work, agent, variables);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
