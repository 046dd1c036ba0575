import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { skills } from "./tables.ts";

export const deleteSkill = endpoint({
  method: "DELETE",
  path: "/skills/{skill_id}",
  summary: "Delete a skill with all its versions.",
  description:
    "Agents that have it, which `GET /skills/{skill_id}/agents` names, go on without it from their next run on; a run under way cannot open it any more.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  status: 204,
  input: z.strictObject({ skill_id: z.string() }),
  output: nothing,
  audit: { action: "skill.deleted", target: (_, { skill_id }) => skill_id },
  async run({ db, scope }, { skill_id }) {
    const gone = await db
      .of(skills)
      .deleteFrom("skills")
      .where("workspace_id", "=", scope.workspaceId)
      .where("id", "=", skill_id)
      .returning("id")
      .execute();
    if (gone.length === 0) throw requestErrors.not_found();
    return {};
  },
});
