import { useQueries, useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../agents/queries.ts";
import { apiKeysQuery } from "../api-keys/queries.ts";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

type Named = { id: string; name: string };
const pair = ({ id, name }: Named): [string, string] => [id, name];

/** What to call a workspace, a member, an agent of any workspace or an API key; anything else, or what is gone, by its id. */
export function useSubjectNames(): (of: string | null) => string {
  const { organization, can } = useCurrent();
  const { data: members = [] } = useQuery({ ...membersQuery(organization.id), enabled: can("members.read") });
  const { data: keys = [] } = useQuery({ ...apiKeysQuery(organization.id), enabled: can("api_keys.read") });
  const enabled = can("agents.read");
  const agents = useQueries({
    queries: organization.workspaces.map(({ id }) => ({ ...agentsQuery(id), enabled })),
    combine: (found) => found.flatMap(({ data = [] }) => data),
  });
  const names = new Map([
    ...[organization, ...organization.workspaces, ...keys, ...agents].map(pair),
    ...members.map(({ user_id, name }) => pair({ id: user_id, name })),
  ]);
  return (of) => (of === null ? "Nobody named" : (names.get(of) ?? of));
}
