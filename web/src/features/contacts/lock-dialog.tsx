import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { tell } from "../../design/tell.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
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
    <Modal opened onClose={onClose} title="Lock">
      <form onSubmit={lock} noValidate>
        <Stack>
          <Text fz="sm">It can be lifted later, after telling them.</Text>
          <Select
            label="What"
            data={choices}
            allowDeselect={false}
            data-autofocus
            key={form.key("what")}
            {...form.getInputProps("what")}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Lock
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
