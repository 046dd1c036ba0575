import { ActionIcon, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { Section } from "../../design/page/section.tsx";
import { useStore } from "../../design/signal.ts";
import { tell, tellWithUndo } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { ContactProblem } from "./contact-problem.tsx";
import { deleting } from "./deleting.ts";
import { blankIdentity, IdentityFields, identityOf } from "./identity-fields.tsx";
import { addIdentity, type Contact, type Identity, removeIdentity } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { describeIdentity, labelOfKind } from "./words.ts";

export function IdentitiesSection({ contact }: { contact: Contact }) {
  const { can } = useCurrent();
  const [isAdding, adding] = useDisclosure();
  const hidden = useStore(deleting);
  const shown = contact.identities.filter(({ id }) => !hidden.has(id));
  const mayWrite = can("contacts.write");
  return (
    <Section
      title="Reached by"
      description="Found by a keyed hash. One address, number or handle is one contact's in this workspace."
      action={
        mayWrite && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={adding.open}>
            Add
          </Button>
        )
      }
    >
      {shown.length === 0 ? (
        <Text fz="sm" c="dimmed">
          Nothing yet. Add an address, a number or a handle, so that they are recognised.
        </Text>
      ) : (
        shown.map((one) => <IdentityRow key={one.id} contact={contact} identity={one} mayRemove={mayWrite} />)
      )}
      {isAdding && <AddDialog contact={contact} onClose={adding.close} />}
    </Section>
  );
}

type RowProps = { contact: Contact; identity: Identity; mayRemove: boolean };

function IdentityRow({ contact, identity, mayRemove }: RowProps) {
  const changed = useContactChanged();
  const text = describeIdentity(identity);
  const remove = () => {
    deleting.hide(identity.id);
    const work = async () => {
      await removeIdentity(identity.id);
      await changed(contact.id);
    };
    tellWithUndo(`${text} removed.`, work, () => deleting.show(identity.id));
  };
  return (
    <Group justify="space-between" wrap="nowrap" py={8} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ minWidth: 0 }}>
        <Text fz="sm" className="anywhere">
          {text}
        </Text>
        <Text fz="xs" c="dimmed">
          {labelOfKind(identity.kind)}
        </Text>
      </div>
      {mayRemove && (
        <ActionIcon aria-label={`Remove ${text}`} onClick={remove}>
          <IconTrash size={17} />
        </ActionIcon>
      )}
    </Group>
  );
}

function AddDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const changed = useContactChanged();
  const { form, error, isBusy, submit } = useProblemForm({
    mode: "controlled",
    initialValues: blankIdentity,
    validate: { value: (value) => (value.trim() ? null : "Enter what they are reached by.") },
    refusals: { "contacts.identity_invalid": "value" },
  });
  const add = submit(async (draft) => {
    await addIdentity(contact.id, identityOf(draft));
    await changed(contact.id);
    tell("Added.");
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Add what they are reached by">
      <form onSubmit={add} noValidate>
        <Stack>
          <IdentityFields form={form} />
          <ContactProblem error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
