import { ConfirmDialog } from "../../../design/forms/confirm-dialog.tsx";
import type { Trigger } from "./trigger-queries.ts";

interface DeleteTriggerDialogProps {
  trigger: Trigger;
  onConfirm: () => void;
  onClose: () => void;
}

export function DeleteTriggerDialog({ trigger, onConfirm, onClose }: DeleteTriggerDialogProps) {
  return (
    <ConfirmDialog title="Delete this trigger?" action="Delete trigger" onConfirm={onConfirm} onClose={onClose}>
      {trigger.hook
        ? "Its address begins no run any more, and is never given out again. To stop it for a while, switch it off."
        : "It begins no run any more. To stop it for a while, switch it off."}
    </ConfirmDialog>
  );
}
