import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { agentKey, findAgent } from "../find-agent.ts";
import { selectVersions } from "../find-agent-in-use.ts";
import { skillsPort } from "../skills/skills-port.ts";
import { agentVersions } from "../tables.ts";
import { compareConfigs } from "./compare-configs.ts";
import { agentVersion, presentVersion } from "./present-version.ts";

export const listAgentVersions = endpoint({
  method: "GET",
  path: "/agents/{agent_id}/versions",
  summary: "What an agent was, the newest first.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({ agent_id: z.string(), ...pageInput }),
  output: pageOf(agentVersion),
  load: (ctx, { agent_id }) => findAgent(ctx, agent_id),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, limit, cursor }, { resource }) {
    const before = Number(readCursor(cursor) ?? Number.MAX_SAFE_INTEGER) || 0;
    // One more than is asked for, and the one before that to compare with.
    const rows = await selectVersions(ctx, agent_id)
      .where("number", "<", Math.min(before, 2_147_483_647))
      .orderBy("number", "desc")
      .limit(limit + 1)
      .execute();
    const key = await agentKey(ctx);
    const opened = rows.map((row) => ctx.open(agentVersions, key, row));
    const page = toPage(opened, limit, ({ number }) => String(number));
    const chosen = page.data.flatMap(({ config }) => config.settings.skills ?? []);
    const now = { inUse: resource.published, gone: await ctx.port(skillsPort).findGone(ctx, chosen) };
    const data = page.data.map((row, at) =>
      presentVersion(row, compareConfigs(opened[at + 1]?.config, row.config), now),
    );
    return { ...page, data };
  },
});
