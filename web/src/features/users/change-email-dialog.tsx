import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isEmail } from "@mantine/form";
import { useState } from "react";
import { DialogForm } from "../../design/forms/form-dialog.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { changeEmail } from "./queries.ts";

export function ChangeEmailDialog({ onClose }: { onClose: () => void }) {
  const [sentTo, setSentTo] = useState<string>();
  return (
    <Modal opened onClose={onClose} title={sentTo ? "Check the mail there" : "Change your address"}>
      {sentTo ? (
        <Stack>
          <Text fz="sm" role="status">
            If <b className="anywhere">{sentTo}</b> can be your address, a message with a link is on its way there. Open
            it within a day to make the change. Your address until now is told, and can undo it for a week.
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <NewAddressForm onAsked={setSentTo} onClose={onClose} />
      )}
    </Modal>
  );
}

interface NewAddressFormProps {
  onAsked: (email: string) => void;
  onClose: () => void;
}

function NewAddressForm({ onAsked, onClose }: NewAddressFormProps) {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { email: "" },
    validate: { email: isEmail("Enter your new e-mail address.") },
  });
  const ask = submit(async ({ email }) => {
    await changeEmail(email.trim());
    onAsked(email.trim());
  });
  return (
    <DialogForm action="Send the link" isBusy={isBusy} error={error} onSubmit={ask} onClose={onClose}>
      <Text fz="sm" c="dimmed">
        Nothing changes until the new address confirms. Then your other sessions end.
      </Text>
      <TextInput
        label="New e-mail"
        type="email"
        autoComplete="email"
        data-autofocus
        key={form.key("email")}
        {...form.getInputProps("email")}
      />
    </DialogForm>
  );
}
