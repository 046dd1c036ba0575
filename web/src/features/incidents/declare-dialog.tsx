import { Switch, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { ProcessorField } from "./processor-field.tsx";
import { declareIncident } from "./queries.ts";

const needed = (text: string) => (text.trim() ? null : "Write what is known so far.");
const fields = {
  nature: ["What happened", "What kind of data, how it got lost, and how you know."],
  consequences: ["What may come of it", "For those whose data it is."],
  measures: ["What you did, and will do", "Keys exchanged, access closed, people told."],
} as const;
const names = Object.keys(fields) as (keyof typeof fields)[];

export function DeclareDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { is_drill: false, nature: "", consequences: "", measures: "", aware_at: "", processor: "" },
    validate: { nature: needed, consequences: needed, measures: needed },
  });
  const declare = submit(async ({ aware_at, processor, ...rest }) => {
    const since = aware_at ? { aware_at: new Date(aware_at).toISOString() } : {};
    await declareIncident({ ...rest, ...since, ...(processor && { processor }) });
    await client.invalidateQueries({ queryKey: ["incidents"] });
    tell("Declared. The clock runs.");
    onClose();
  });
  return (
    <FormDialog
      title="Declare an incident"
      size="lg"
      action="Declare"
      isBusy={isBusy}
      error={error}
      onSubmit={declare}
      onClose={onClose}
    >
      {names.map((name) => (
        <Textarea
          key={form.key(name)}
          label={fields[name][0]}
          description={fields[name][1]}
          autosize
          minRows={2}
          maxLength={8000}
          {...form.getInputProps(name)}
        />
      ))}
      <TextInput
        type="datetime-local"
        label="Known since (optional)"
        description="Now, unless you say otherwise. The clock runs from here."
        key={form.key("aware_at")}
        {...form.getInputProps("aware_at")}
      />
      <ProcessorField key={form.key("processor")} {...form.getInputProps("processor")} />
      <Switch
        label="This is a drill"
        key={form.key("is_drill")}
        {...form.getInputProps("is_drill", { type: "checkbox" })}
      />
    </FormDialog>
  );
}
