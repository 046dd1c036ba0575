import { Group, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { startOf } from "../holds/describe-hold.ts";
import { askDisclosure } from "./queries.ts";

const needed = (text: string) => (text.trim().length < 3 ? "The case needs this." : null);
const fields = {
  authority: ["Who asks", "The authority, its file number, the person."],
  legal_basis: ["On what basis", "The law and the order that oblige you."],
  extent: ["How much", "What they ask for, and of which time."],
} as const;
const names = Object.keys(fields) as (keyof typeof fields)[];

/** Opens a case: two others have to approve exactly this. */
export function AskDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { contact_id: "", authority: "", legal_basis: "", extent: "", until: "", because: "" },
    validate: {
      contact_id: needed,
      authority: needed,
      legal_basis: needed,
      extent: needed,
      because: (text, { until }) => (until ? needed(text) : null),
    },
    refusals: { "request.not_found": "contact_id" },
  });
  const ask = submit(async ({ contact_id, until, because, ...said }) => {
    const withheld = until ? { withheld_until: startOf(until), withheld_because: because.trim() } : {};
    await askDisclosure({ contact_id: contact_id.trim(), ...said, ...withheld });
    await client.invalidateQueries({ queryKey: ["disclosures"] });
    tell("Opened. Two others have to approve it.");
    onClose();
  });
  return (
    <FormDialog
      title="An authority asks"
      size="lg"
      action="Open the case"
      isBusy={isBusy}
      error={error}
      onSubmit={ask}
      onClose={onClose}
    >
      <TextInput
        label="Contact"
        description="The id, from the address of the contact's page."
        placeholder="con_…"
        classNames={{ input: "mono" }}
        key={form.key("contact_id")}
        {...form.getInputProps("contact_id")}
      />
      {names.map((name) => (
        <Textarea
          key={form.key(name)}
          label={fields[name][0]}
          description={fields[name][1]}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps(name)}
        />
      ))}
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          type="date"
          label="Not to be told before (optional)"
          description="Only where the order forbids it."
          key={form.key("until")}
          {...form.getInputProps("until")}
        />
        <TextInput
          label="On whose order"
          description="Where they may not be told."
          key={form.key("because")}
          {...form.getInputProps("because")}
        />
      </Group>
    </FormDialog>
  );
}
