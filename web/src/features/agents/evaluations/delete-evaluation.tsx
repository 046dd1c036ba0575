import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../../design/forms/confirm-dialog.tsx";
import { tell } from "../../../design/states/tell.tsx";
import { useCurrent } from "../../workspaces/current.ts";
import { deleteEvaluation, type Evaluation } from "./evaluation-queries.ts";

/** Takes one evaluation out of the comparison, for good. */
export function DeleteEvaluation({ evaluation, name }: { evaluation: Evaluation; name: string }) {
  const { can } = useCurrent();
  const [isAsking, asking] = useDisclosure();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteEvaluation(evaluation.id),
    onSuccess: async () => {
      asking.close();
      tell("The evaluation is deleted.");
      await client.invalidateQueries({ queryKey: ["evaluations", evaluation.agent_id] });
    },
  });
  if (!can("agents.write")) return null;
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={asking.open} aria-label={`Delete the evaluation of ${name}`}>
        Delete…
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Delete this evaluation?"
          action="Delete evaluation"
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={asking.close}
        >
          What came of each case goes, and your runs in it. There is no way back.
        </ConfirmDialog>
      )}
    </>
  );
}
