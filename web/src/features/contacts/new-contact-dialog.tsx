import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { ContactProblem } from "./contact-problem.tsx";
import { blankIdentity, type IdentityDraft, IdentityFields, identityOf } from "./identity-fields.tsx";
import { type Contact, createContact } from "./queries.ts";
import { ageChoices, callContact } from "./words.ts";

const blank: { name: string; age_state: Contact["age_state"] } & IdentityDraft = {
  name: "",
  age_state: "unknown",
  ...blankIdentity,
};

export function NewContactDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { form, error, isBusy, submit } = useProblemForm({
    mode: "controlled",
    initialValues: blank,
    validate: {
      name: (name, { value }) => (name.trim() || value.trim() ? null : "Enter a name, or what they are reached by."),
    },
    refusals: { "contacts.identity_invalid": "value" },
  });
  const create = submit(async ({ name, age_state, ...identity }) => {
    const identities = identity.value.trim() ? [identityOf(identity)] : [];
    const made = await createContact({ name: name.trim() || null, age_state, identities });
    await client.invalidateQueries({ queryKey: ["contacts"] });
    tell(`${callContact(made)} is a contact now.`);
    await navigate({ to: "/inbox/contacts/$contactId", params: { contactId: made.id } });
  });
  return (
    <Modal opened onClose={onClose} title="New contact" size="lg">
      <form onSubmit={create} noValidate>
        <Stack>
          <TextInput label="Name" data-autofocus autoComplete="off" {...form.getInputProps("name")} />
          <IdentityFields form={form} />
          <Select
            label="Age"
            description="AI is refused for a minor."
            data={ageChoices}
            allowDeselect={false}
            {...form.getInputProps("age_state")}
          />
          <ContactProblem error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Make contact
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
