import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { tell } from "../../design/tell.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
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
    <Modal opened onClose={onClose} title="Add a passkey">
      <form onSubmit={add}>
        <Stack>
          <Text fz="sm" c="dimmed">
            Your browser asks where to keep it: on this device, in a password manager, or on a telephone or security
            key.
          </Text>
          <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
          {error !== null && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Add passkey
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
