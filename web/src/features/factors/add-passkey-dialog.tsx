import { Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { describeAgent } from "../sessions/describe-agent.ts";
import { factorsQuery } from "./queries.ts";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";
import { addPasskey } from "./use-passkey.ts";

export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: describeAgent(navigator.userAgent) },
    validate: { name: isNotEmpty("Enter a name that you will know it by.") },
  });
  const add = submit(async ({ name }) => {
    const { recovery_codes } = await addPasskey(name.trim());
    await client.invalidateQueries(factorsQuery);
    tell(`${name.trim()} added.`);
    if (recovery_codes) setCodes(recovery_codes);
    else onClose();
  });
  if (codes) return <RecoveryCodesDialog codes={codes} onClose={onClose} />;
  return (
    <FormDialog
      title="Add a passkey"
      action="Add passkey"
      isBusy={isBusy}
      error={error}
      onSubmit={add}
      onClose={onClose}
    >
      <Text fz="sm" c="dimmed">
        Your browser asks where to keep it: on this device, in a password manager, or on a telephone or security key.
      </Text>
      <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
    </FormDialog>
  );
}
