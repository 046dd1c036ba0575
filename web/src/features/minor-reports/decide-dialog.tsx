import { Radio, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { decideReport, type MinorReport, minorReportsKey, type View } from "./queries.ts";

interface DecideDialogProps {
  view: View;
  report: MinorReport;
  onClose: () => void;
}

const blank: { decision: "lift" | "remove"; reason: string } = { decision: "lift", reason: "" };

export function DecideDialog({ view, report, onClose }: DecideDialogProps) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: blank,
    validate: { reason: (text) => (text.trim().length < 10 ? "Say by what you know, in a sentence." : null) },
  });
  const decide = submit(async (values) => {
    await decideReport(view, report.id, values);
    await client.invalidateQueries({ queryKey: minorReportsKey });
    tell(values.decision === "lift" ? "The report is lifted." : "The account is being erased.");
    onClose();
  });
  return (
    <FormDialog
      title={`Decide over ${report.name}`}
      action="Decide"
      isBusy={isBusy}
      error={error}
      onSubmit={decide}
      onClose={onClose}
    >
      <Text fz="sm" className="anywhere">
        {report.reason}
      </Text>
      <Radio.Group label="Your decision" key={form.key("decision")} {...form.getInputProps("decision")}>
        <Stack gap="xs" mt={4}>
          <Radio value="lift" label="They are old enough: the account works again" />
          <Radio value="remove" label="It is a child's: erase the account now" />
        </Stack>
      </Radio.Group>
      <Textarea
        label="By what do you know?"
        description="Kept with the decision. Whose account it is can read it."
        autosize
        minRows={2}
        maxLength={1000}
        key={form.key("reason")}
        {...form.getInputProps("reason")}
      />
    </FormDialog>
  );
}
