import { queryOptions } from "@tanstack/react-query";
import { allOf, type Answer, api, bodyOf, type Row } from "../../api.ts";

export type ListedSkill = Row<"/skills">;
export type Skill = Answer<"/skills/{skill_id}">;
export type SkillFile = Skill["files"][number];
export type SkillVersion = Row<"/skills/{skill_id}/versions">;
export type SkillDraft = Pick<Skill, "name" | "description" | "body">;

const pathOf = (id: string) => ({ path: { skill_id: id } });

export const skillsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["skills", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/skills", { params: { query } }))),
  });

export const skillQuery = (id: string) =>
  queryOptions({
    queryKey: ["skill", id],
    queryFn: () => bodyOf(api.GET("/skills/{skill_id}", { params: pathOf(id) })),
  });

export const skillVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["skill-versions", id],
    queryFn: () =>
      allOf((query) => bodyOf(api.GET("/skills/{skill_id}/versions", { params: { ...pathOf(id), query } }))),
  });

/** Who would go on without it. */
export const skillAgentsQuery = (id: string) =>
  queryOptions({
    queryKey: ["skill-agents", id],
    queryFn: async () => (await bodyOf(api.GET("/skills/{skill_id}/agents", { params: pathOf(id) }))).data,
  });
export type SkillAgent = Answer<"/skills/{skill_id}/agents">["data"][number];

export const createSkill = (body: SkillDraft) => bodyOf(api.POST("/skills", { body }));

/** Of files, those without content stay as they are. */
type FileChange = Pick<SkillFile, "path"> & Partial<Pick<SkillFile, "content" | "encoding">>;
type Changes = Partial<SkillDraft> & { tools?: Skill["tools"]; files?: FileChange[] };

export const updateSkill = (id: string, body: Changes) =>
  bodyOf(api.PATCH("/skills/{skill_id}", { params: pathOf(id), body }));

export const publishSkill = (id: string) => bodyOf(api.POST("/skills/{skill_id}/publish", { params: pathOf(id) }));

export async function deleteSkill(id: string): Promise<void> {
  await api.DELETE("/skills/{skill_id}", { params: pathOf(id) });
}

/** A zip of a folder, or its `SKILL.md`; for a skill that is there, in the place of its draft. */
export function importSkill(file: Blob, skillId?: string) {
  const init = {
    params: { query: skillId === undefined ? {} : { skill_id: skillId } },
    body: file as never, // OpenAPI has no word for bytes
    bodySerializer: (same: unknown) => same as Blob,
    headers: { "content-type": "application/octet-stream" },
  };
  return bodyOf(api.POST("/skills/import", init));
}

export async function downloadSkill(id: string): Promise<Blob> {
  const answer = await api.GET("/skills/{skill_id}/folder", { params: pathOf(id), parseAs: "blob" });
  return bodyOf(Promise.resolve({ data: answer.data as Blob, response: answer.response }));
}
