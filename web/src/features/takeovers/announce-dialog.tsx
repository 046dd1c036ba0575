import { Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { announceTakeover } from "./queries.ts";

const blank = { successor: "", country: "", privacy_contact: "", changes: "", effective_on: "" };
const needed = (text: string) => (text.trim().length < 2 ? "Everybody is told this." : null);

export function AnnounceDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: blank,
    validate: { successor: needed, country: needed, privacy_contact: needed, changes: needed, effective_on: needed },
    refusals: { "takeovers.too_early": "effective_on" },
  });
  const announce = submit(async (values) => {
    await announceTakeover(values);
    await client.invalidateQueries({ queryKey: ["takeovers"] });
    tell("Announced. Everybody with an account is written to.");
    onClose();
  });
  return (
    <FormDialog
      title="Announce a takeover"
      size="lg"
      action="Announce to everybody"
      isBusy={isBusy}
      error={error}
      onSubmit={announce}
      onClose={onClose}
    >
      <TextInput
        label="Who takes it over"
        description="The legal name."
        key={form.key("successor")}
        {...form.getInputProps("successor")}
      />
      <TextInput
        label="Country, two letters"
        placeholder="IE"
        key={form.key("country")}
        {...form.getInputProps("country")}
      />
      <TextInput
        label="Address there for questions about personal data"
        type="email"
        key={form.key("privacy_contact")}
        {...form.getInputProps("privacy_contact")}
      />
      <Textarea
        label="What changes"
        description="In plain words: where data lies, who bills, what ends."
        autosize
        minRows={3}
        maxLength={4000}
        key={form.key("changes")}
        {...form.getInputProps("changes")}
      />
      <TextInput
        type="date"
        label="From which day"
        description="It counts from midnight UTC."
        key={form.key("effective_on")}
        {...form.getInputProps("effective_on")}
      />
    </FormDialog>
  );
}
