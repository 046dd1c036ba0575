import { TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { FormDialog } from "./form-dialog.tsx";
import { useProblemForm } from "./use-problem-form.ts";

interface NameDialogProps {
  title: string;
  name: string;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Gives something another name. */
export function NameDialog({ title, name, onSave, onClose }: NameDialogProps) {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name },
    validate: { name: isNotEmpty("Enter a name.") },
  });
  const save = submit(async (values) => {
    await onSave(values.name.trim());
    onClose();
  });
  return (
    <FormDialog title={title} action="Rename" isBusy={isBusy} error={error} onSubmit={save} onClose={onClose}>
      <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
    </FormDialog>
  );
}
