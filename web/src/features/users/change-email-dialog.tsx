import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isEmail } from "@mantine/form";
import { useState } from "react";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
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
    <form onSubmit={ask} noValidate>
      <Stack>
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
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Send the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
