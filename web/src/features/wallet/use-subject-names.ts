import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

/** What to call a workspace, a member or a model; anything else by its id. */
export function useSubjectNames(): (of: string | null) => string {
  const { organization } = useCurrent();
  const { data: members } = useQuery(membersQuery(organization.id));
  const names = new Map([
    ...organization.workspaces.map(({ id, name }): [string, string] => [id, name]),
    ...(members ?? []).map(({ user_id, name }): [string, string] => [user_id, name]),
  ]);
  return (of) => (of === null ? "Nobody named" : (names.get(of) ?? of));
}
