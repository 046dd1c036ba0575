import { useQueryClient } from "@tanstack/react-query";
import { useCurrent } from "../workspaces/current.ts";
import { type Skill, skillQuery, skillsQuery } from "./queries.ts";

/** Shows a skill as it was just answered, everywhere. */
export function useKeepSkill(): (skill: Skill) => void {
  const client = useQueryClient();
  const { workspace } = useCurrent();
  return (skill) => {
    client.setQueryData(skillQuery(skill.id).queryKey, skill);
    void client.invalidateQueries(skillsQuery(workspace.id));
  };
}
