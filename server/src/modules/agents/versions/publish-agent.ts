import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { event } from "../../../framework/events.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { agentErrors } from "../errors.ts";
import { evaluationPort } from "../evaluation-port.ts";
import { agentKey, findAgent } from "../find-agent.ts";
import { agent, type AgentRow, draftOf, presentAgent } from "../present-agent.ts";
import { readVersion, selectVersions } from "../find-agent-in-use.ts";
import { agents, agentVersions } from "../tables.ts";
import { compareConfigs } from "./compare-configs.ts";
import { requireVersion } from "./get-agent-version.ts";

export const agentPublished = event(
  "agent.published",
  "Another version of an agent is in use.",
  z.object({ agent_id: z.string(), number: z.int() }),
  { isPublic: true },
);

export const publishAgent = endpoint({
  method: "POST",
  path: "/agents/{agent_id}/publish",
  summary: "Put the draft in use, or go back to a version.",
  description:
    "Whoever publishes answers for the agent: it can do no more than they may. Runs that have begun go on as they were.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({
    agent_id: z.string(),
    agent_version_id: z.string().optional().describe("A version to use again. Without, the draft."),
  }),
  output: agent,
  refusals: [agentErrors.nothing_changed, agentErrors.not_passed],
  audit: { action: "agent.published", target: ({ id }) => id },
  load: (ctx, { agent_id }) => findAgent(ctx, agent_id),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_version_id: again }, { resource: old }) {
    if (again === undefined) await requirePassed(ctx, old);
    const used = again === undefined ? await writeVersion(ctx, old) : (await requireVersion(ctx, old.id, again)).number;
    const changed = { published: used, updated_at: ctx.at, version: old.version + 1 };
    const written = await ctx.db
      .of(agents)
      .updateTable("agents")
      .set(changed)
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "=", old.id)
      .where("version", "=", old.version)
      .returning("id")
      .execute();
    if (written.length === 0) throw requestErrors.changed();
    await ctx.emit(agentPublished, { agent_id: old.id, number: used });
    return presentAgent({ ...old, ...changed });
  },
});

/** @throws Refusal `agents.not_passed` */
async function requirePassed(work: Work, agentRow: AgentRow): Promise<void> {
  const config = draftOf(agentRow);
  if (config.settings.evaluation !== "require") return;
  if ((await work.port(evaluationPort)(work, agentRow.id, config)) === false) throw agentErrors.not_passed();
}

/** @throws Refusal `agents.nothing_changed` */
async function writeVersion(work: Work, agentRow: AgentRow): Promise<number> {
  const { id: agent_id, published } = agentRow;
  const config = draftOf(agentRow);
  const { organizationId, workspaceId, userId } = work.scope;
  if (published !== null) {
    const inUse = await readVersion(work, agent_id, published);
    const isMine = inUse.created_by === userId;
    if (isMine && compareConfigs(inUse.config, config).length === 0) throw agentErrors.nothing_changed();
  }
  const last = await selectVersions(work, agent_id).orderBy("number", "desc").limit(1).executeTakeFirst();
  const row = {
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    id: work.newId("agv"),
    agent_id,
    number: (last?.number ?? 0) + 1,
    config,
    created_by: userId ?? null,
    created_at: work.at,
  };
  const sealed = work.seal(agentVersions, await agentKey(work), row);
  await work.db.of(agentVersions).insertInto("agent_versions").values(sealed).execute();
  return row.number;
}
