import { Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { minorReportsKey, reportMember } from "./queries.ts";

interface ReportDialogProps {
  member: { user_id: string; name: string };
  onClose: () => void;
}

export function ReportDialog({ member, onClose }: ReportDialogProps) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { reason: "" },
    validate: { reason: (text) => (text.trim().length < 10 ? "Say how you know, in a sentence." : null) },
  });
  const report = submit(async ({ reason }) => {
    await reportMember(member.user_id, reason);
    await client.invalidateQueries({ queryKey: minorReportsKey });
    tell("Reported. The account is suspended, and those who decide were told.");
    onClose();
  });
  return (
    <FormDialog
      title={`Report that ${member.name} is a child`}
      action="Report"
      isDangerous
      isBusy={isBusy}
      error={error}
      onSubmit={report}
      onClose={onClose}
    >
      <Text fz="sm">
        The account is suspended at once. Owners and whoever runs this server read your words and decide. You can report
        an account once.
      </Text>
      <Textarea
        label="How do you know?"
        data-autofocus
        autosize
        minRows={2}
        maxLength={1000}
        key={form.key("reason")}
        {...form.getInputProps("reason")}
      />
    </FormDialog>
  );
}
