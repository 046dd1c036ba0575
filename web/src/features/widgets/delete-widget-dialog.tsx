import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { deleteWidget, type Widget, widgetsQuery } from "./queries.ts";

export function DeleteWidgetDialog({ widget, onClose }: { widget: Widget; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteWidget(widget.id),
    onSuccess: async () => {
      tell(`${widget.name} deleted.`);
      await navigate({ to: "/agents/widgets" });
      await client.invalidateQueries(widgetsQuery(workspace.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${widget.name}`}
      action="Delete widget"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Nobody is answered by it any more, and what its visitors wrote is erased. There is no way back.
    </ConfirmDialog>
  );
}
