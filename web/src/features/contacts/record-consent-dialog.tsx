import { Select, Textarea, TextInput } from "@mantine/core";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { type Consent, type Contact, recordConsent } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { labelOfPurpose, purposeChoices, wayChoices } from "./words.ts";

interface RecordConsentDialogProps {
  contact: Contact;
  state: Consent["state"];
  /** Which consent it is, where it is not to be chosen. */
  purpose?: Consent["purpose"];
  onClose: () => void;
}

const blankOf = (
  purpose: Consent["purpose"] = "ai",
): {
  purpose: Consent["purpose"];
  how: Consent["how"];
  evidence: string;
  text: string;
  text_version: string;
} => ({
  purpose,
  how: "message",
  evidence: "",
  text: "",
  text_version: "",
});

type ConsentForm = ReturnType<typeof useProblemForm<ReturnType<typeof blankOf>>>["form"];

/** Adds to what was said: nothing that was said before is changed. */
export function RecordConsentDialog({ contact, state, purpose, onClose }: RecordConsentDialogProps) {
  const changed = useContactChanged();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: blankOf(purpose),
  });
  const isGiven = state === "given";
  const record = submit(async ({ evidence, text, text_version, ...said }) => {
    await recordConsent(contact.id, state, {
      ...said,
      evidence: evidence.trim() || null,
      text: text || null,
      text_version: text_version.trim() || null,
    });
    await changed(contact.id);
    tell(`${labelOfPurpose(said.purpose)}: ${isGiven ? "given" : "withdrawn"}.`);
    onClose();
  });
  return (
    <FormDialog
      title={isGiven ? "Record consent" : "Withdraw consent"}
      size="lg"
      action={isGiven ? "Record consent" : "Withdraw consent"}
      isDangerous={!isGiven}
      isBusy={isBusy}
      error={error}
      onSubmit={record}
      onClose={onClose}
    >
      <Select
        label="For"
        data={purposeChoices}
        allowDeselect={false}
        readOnly={purpose !== undefined}
        key={form.key("purpose")}
        {...form.getInputProps("purpose")}
      />
      <Select
        label="How they said it"
        data={wayChoices}
        allowDeselect={false}
        key={form.key("how")}
        {...form.getInputProps("how")}
      />
      <Textarea
        label="Proof (optional)"
        description="In whose words, or where it can be looked up."
        autosize
        minRows={2}
        maxLength={4000}
        data-autofocus
        key={form.key("evidence")}
        {...form.getInputProps("evidence")}
      />
      {isGiven && <TextFields form={form} />}
    </FormDialog>
  );
}

function TextFields({ form }: { form: ConsentForm }) {
  return (
    <>
      <Textarea
        label="To which words (optional)"
        description="As they were shown. They are kept with their hash, so that nobody can say it was something else."
        autosize
        minRows={2}
        maxLength={8000}
        key={form.key("text")}
        {...form.getInputProps("text")}
      />
      <TextInput
        label="Version of these words (optional)"
        maxLength={100}
        key={form.key("text_version")}
        {...form.getInputProps("text_version")}
      />
    </>
  );
}
