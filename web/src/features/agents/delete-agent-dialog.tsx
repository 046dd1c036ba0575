import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type Agent, agentsQuery, deleteAgent } from "./queries.ts";

export function DeleteAgentDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteAgent(agent.id),
    onSuccess: async () => {
      tell(`${agent.name} deleted.`);
      await navigate({ to: "/agents" });
      await client.invalidateQueries(agentsQuery(workspace.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${agent.name}`}
      action="Delete agent"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Its instructions are erased for everyone in {workspace.name}. There is no way back.
    </ConfirmDialog>
  );
}
