import { Select, Textarea } from "@mantine/core";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { type Consent, type Contact, type Lock, liftLock } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { wayChoices } from "./words.ts";

interface LiftLockDialogProps {
  contact: Contact;
  lock: Lock;
  onClose: () => void;
}

interface Lifting extends Record<string, string> {
  told_how: Consent["how"];
  grounds: string;
}
const blank: Lifting = { told_how: "message", grounds: "" };

/** A lock is lifted after they were told, and with a reason that stays. */
export function LiftLockDialog({ contact, lock, onClose }: LiftLockDialogProps) {
  const changed = useContactChanged();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: blank,
    validate: { grounds: (text: string) => (text.trim().length >= 10 ? null : "Say why in a sentence.") },
  });
  const lift = submit(async ({ told_how, grounds }) => {
    await liftLock(lock.id, { told_how, grounds: grounds.trim() });
    await changed(contact.id);
    tell("Lifted.");
    onClose();
  });
  return (
    <FormDialog title="Lift the lock" action="Lift" isBusy={isBusy} error={error} onSubmit={lift} onClose={onClose}>
      <Select
        label="How they were told before"
        data={wayChoices}
        allowDeselect={false}
        key={form.key("told_how")}
        {...form.getInputProps("told_how")}
      />
      <Textarea
        label="Why"
        description={lock.kind === "objection" ? "What outweighs their wish, or that it is theirs." : undefined}
        autosize
        minRows={2}
        maxLength={4000}
        data-autofocus
        key={form.key("grounds")}
        {...form.getInputProps("grounds")}
      />
    </FormDialog>
  );
}
