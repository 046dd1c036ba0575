import { useMutation, useQueryClient } from "@tanstack/react-query";
import { chooseTenant } from "../../api.ts";
import { type MyOrganization, type MyWorkspace, meQuery } from "../users/queries.ts";
import { updateWorkspace } from "../workspaces/queries.ts";
import { updateOrganization } from "./queries.ts";

/** AI is on only where organization and workspace both say so, so whichever is off is turned on. */
export function useTurnOnAi(organization: MyOrganization, workspace: MyWorkspace | undefined, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      chooseTenant(organization.id, workspace?.id);
      if (!organization.ai_enabled) await updateOrganization({ ai_enabled: true });
      if (workspace && !workspace.ai_enabled) await updateWorkspace(workspace.id, { ai_enabled: true });
      await client.refetchQueries(meQuery);
    },
    onSuccess: () => onDone?.(),
  });
}
