import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../agents/queries.ts";
import { apiKeysQuery } from "../api-keys/queries.ts";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { NewBudget } from "./queries.ts";

type Choice = { value: string; label: string; of: Pick<NewBudget, "subject" | "subject_id"> };

const choice = (subject: NewBudget["subject"], kind: string, { id, name }: { id: string; name: string }): Choice => ({
  value: `${subject} ${id}`,
  label: `${kind}: ${name}`,
  of: { subject, subject_id: id },
});

/** Everybody and everything that can be held to a budget: agents are those of this workspace. */
export function useSubjectChoices(): Choice[] {
  const { organization, workspace } = useCurrent();
  const { data: members = [] } = useQuery(membersQuery(organization.id));
  const { data: agents = [] } = useQuery(agentsQuery(workspace.id));
  const { data: keys = [] } = useQuery(apiKeysQuery(organization.id));
  return [
    choice("organization", "Organization", organization),
    ...organization.workspaces.map((one) => choice("workspace", "Workspace", one)),
    ...members.map(({ user_id, name }) => choice("user", "Member", { id: user_id, name })),
    ...agents.map((one) => choice("agent", "Agent", one)),
    ...keys.map((one) => choice("api_key", "API key", one)),
  ];
}
