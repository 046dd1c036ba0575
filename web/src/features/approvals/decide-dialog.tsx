import { Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { ToolQuestion } from "./tool-question.tsx";
import { type Approval, decide } from "./queries.ts";

type Verb = "approve" | "reject";

export function DecideDialog({ approval, verb, onClose }: { approval: Approval; verb: Verb; onClose: () => void }) {
  const client = useQueryClient();
  const isLast = approval.yes_needed === 1 || approval.first_yes_by !== null;
  const isYes = verb === "approve";
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { reason: "" },
    validate: { reason: (reason: string) => (isYes || reason.trim() ? null : "Say why, so that it can be put right.") },
  });
  const send = submit(async ({ reason }) => {
    await decide(approval, verb, reason.trim());
    await client.invalidateQueries({ queryKey: ["approvals"] });
    tell(isYes ? (isLast ? "Approved. What waited goes on." : "Noted. It takes one more yes.") : "Rejected.");
    onClose();
  });
  return (
    <FormDialog
      title={isYes ? "Approve" : "Reject"}
      action={isYes ? "Approve" : "Reject"}
      isDangerous={!isYes}
      isBusy={isBusy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <Text fz="sm" className="anywhere">
        {approval.summary}
      </Text>
      {approval.kind === "tool" && <ToolQuestion approvalId={approval.id} />}
      <Textarea
        label={isYes ? "Why (optional)" : "Why"}
        autosize
        minRows={2}
        maxLength={1000}
        data-autofocus
        key={form.key("reason")}
        {...form.getInputProps("reason")}
      />
    </FormDialog>
  );
}
