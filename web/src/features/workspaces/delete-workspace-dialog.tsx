import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { type MyWorkspace, meQuery } from "../users/queries.ts";
import { useCurrent } from "./current.ts";
import { deleteWorkspace } from "./queries.ts";
import { useSwitchWorkspace } from "./use-switch-workspace.ts";

export function DeleteWorkspaceDialog({ workspace, onClose }: { workspace: MyWorkspace; onClose: () => void }) {
  const client = useQueryClient();
  const { organization, workspace: current } = useCurrent();
  const switchTo = useSwitchWorkspace();
  const other = organization.workspaces.find(({ id }) => id !== workspace.id);
  const remove = useMutation({
    mutationFn: async () => {
      await deleteWorkspace(workspace.id);
      await client.refetchQueries(meQuery);
    },
    onSuccess: () => {
      onClose();
      tell(`Workspace ${workspace.name} deleted.`);
      if (workspace.id === current.id && other) switchTo(other.id);
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${workspace.name}`}
      action="Delete workspace"
      typeToConfirm={workspace.name}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Its agents and every conversation in it are erased, for all members. There is no way back.
    </ConfirmDialog>
  );
}
