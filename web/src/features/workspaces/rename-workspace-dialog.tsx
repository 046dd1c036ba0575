import { useQueryClient } from "@tanstack/react-query";
import { NameDialog } from "../../design/forms/name-dialog.tsx";
import { type MyWorkspace, meQuery } from "../users/queries.ts";
import { updateWorkspace } from "./queries.ts";

export function RenameWorkspaceDialog({ workspace, onClose }: { workspace: MyWorkspace; onClose: () => void }) {
  const client = useQueryClient();
  const rename = async (name: string) => {
    await updateWorkspace(workspace.id, { name });
    await client.invalidateQueries(meQuery);
  };
  return <NameDialog title="Rename workspace" name={workspace.name} onSave={rename} onClose={onClose} />;
}
