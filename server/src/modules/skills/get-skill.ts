import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findSkill } from "./find-skill.ts";
import { presentSkill, skill } from "./present-skill.ts";

export const getSkill = endpoint({
  method: "GET",
  path: "/skills/{skill_id}",
  summary: "One skill as it is written now, with its files.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({ skill_id: z.string() }),
  output: skill,
  run: async (ctx, { skill_id }) => presentSkill(await findSkill(ctx, skill_id)),
});
