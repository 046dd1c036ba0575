import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { ErrorNotice } from "./error-notice.tsx";
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
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={save}>
        <Stack>
          <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
          {error !== null && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Rename
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
