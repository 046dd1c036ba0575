import { Select, Text } from "@mantine/core";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { type Consent, type Contact, lockContact } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { purposeChoices } from "./words.ts";

const choices = [{ value: "all", label: "Everything: kept, and used for nothing" }, ...purposeChoices];

export function LockDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const changed = useContactChanged();
  const { form, error, isBusy, submit } = useProblemForm({ initialValues: { what: "all" } });
  const lock = submit(async ({ what }) => {
    await lockContact(contact.id, what === "all" ? undefined : (what as Consent["purpose"]));
    await changed(contact.id);
    tell("Locked. It holds from the next operation on.");
    onClose();
  });
  return (
    <FormDialog title="Lock" action="Lock" isBusy={isBusy} error={error} onSubmit={lock} onClose={onClose}>
      <Text fz="sm">It can be lifted later, after telling them.</Text>
      <Select
        label="What"
        data={choices}
        allowDeselect={false}
        data-autofocus
        key={form.key("what")}
        {...form.getInputProps("what")}
      />
    </FormDialog>
  );
}
