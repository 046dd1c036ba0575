import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { tell } from "../../design/tell.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
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
    <Modal opened onClose={onClose} title={isYes ? "Approve" : "Reject"}>
      <form onSubmit={send} noValidate>
        <Stack>
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
          {error !== null && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy} {...(!isYes && { color: "red" })}>
              {isYes ? "Approve" : "Reject"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
