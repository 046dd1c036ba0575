import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { agentKey } from "../agents/public.ts";
import { selectSkills } from "./find-skill.ts";
import { listedSkill, listSkill } from "./present-skill.ts";
import { skills } from "./tables.ts";

export const listSkills = endpoint({
  method: "GET",
  path: "/skills",
  summary: "The workspace's skills, oldest first, without their words.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject(pageInput),
  output: pageOf(listedSkill),
  async run(ctx, { limit, cursor }) {
    const rows = await selectSkills(ctx)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const key = await agentKey(ctx);
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: page.data.map((row) => listSkill(ctx.open(skills, key, row))) };
  },
});
