import { Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { addRepresentative } from "./queries.ts";

const needed = (text: string) => (text.trim() ? null : "Copy it from the directory.");
const code = (text: string) =>
  /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(text.trim()) ? null : "Letters, digits, and . _ : - between them.";

const fields = {
  name: ["Name", "The company, as people know it."],
  agent_code: ["Its id", "Its agent-id in the directory."],
  business_code: ["Your id", "The business-id by which it knows you."],
  verify_key: ["Verify key", "Ed25519, in base64. By it you know that a message is theirs."],
} as const;
const names = Object.keys(fields) as (keyof typeof fields)[];

export function AddRepresentativeDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: "", agent_code: "", business_code: "", verify_key: "", vouches: false },
    validate: { name: needed, agent_code: code, business_code: code, verify_key: needed },
    refusals: { "representatives.bad_key": "verify_key", "representatives.known": "agent_code" },
  });
  const add = submit(async ({ vouches, ...texts }) => {
    const body = { ...texts, verify_key: texts.verify_key.trim(), vouches };
    await addRepresentative({
      ...body,
      agent_code: texts.agent_code.trim(),
      business_code: texts.business_code.trim(),
    });
    await client.invalidateQueries({ queryKey: ["representatives"] });
    tell("Added. Give them the address.");
    onClose();
  });
  return (
    <FormDialog
      title="Add a representative"
      action="Add"
      isBusy={isBusy}
      error={error}
      onSubmit={add}
      onClose={onClose}
    >
      {names.map((name) => (
        <TextInput
          key={form.key(name)}
          label={fields[name][0]}
          description={fields[name][1]}
          maxLength={200}
          {...form.getInputProps(name)}
        />
      ))}
      <Switch
        label="Rely on addresses that they verified"
        description="Otherwise each person is mailed a link, and has to agree first."
        key={form.key("vouches")}
        {...form.getInputProps("vouches", { type: "checkbox" })}
      />
    </FormDialog>
  );
}
