import { List, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { deleteSkill, type Skill, type SkillAgent, skillAgentsQuery, skillsQuery } from "./queries.ts";

/** Asks before a skill is deleted, and says which agents go on without it. */
export function DeleteSkillDialog({ skill: { id, name }, onClose }: { skill: Skill; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const agents = useQuery({ ...skillAgentsQuery(id), staleTime: 0 });
  const remove = useMutation({
    mutationFn: () => deleteSkill(id),
    onSuccess: async () => {
      await client.invalidateQueries(skillsQuery(workspace.id));
      tell(`${name} is deleted.`);
      await navigate({ to: "/agents/skills" });
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      action="Delete skill"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <Stack gap="xs">
        <QueryView query={agents}>{(found) => <Without agents={found} />}</QueryView>
        <Text fz="sm">It cannot be brought back. Export it first if you may want it again.</Text>
      </Stack>
    </ConfirmDialog>
  );
}

function Without({ agents }: { agents: readonly SkillAgent[] }) {
  if (agents.length === 0) return <Text fz="sm">No agent has it.</Text>;
  return (
    <>
      <Text fz="sm">
        {agents.length === 1 ? "One agent has" : `${agents.length} agents have`} it, and{" "}
        {agents.length === 1 ? "goes" : "go"} on without it and the tools that it brings: from the next run on, and a
        run under way cannot open it any more.
      </Text>
      <List size="sm">
        {agents.map((one) => (
          <List.Item key={one.agent_id} className="anywhere">
            <AnchorLink to="/agents/$agentId" params={{ agentId: one.agent_id }}>
              {one.name}
            </AnchorLink>
            : {whereOf(one)}
          </List.Item>
        ))}
      </List>
    </>
  );
}

function whereOf({ agent_version, in_use_has, draft_has }: SkillAgent): string {
  if (agent_version === null) return "in its draft, which is in use";
  const used = `in version ${agent_version}, which is in use`;
  if (in_use_has === null) return "in its draft only";
  return draft_has === null ? used : `${used}, and in its draft`;
}
