import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { type Contact, updateContact } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { ageChoices } from "./words.ts";

export function ContactForm({ contact }: { contact: Contact }) {
  const { can } = useCurrent();
  const changed = useContactChanged();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: contact.name ?? "", age_state: contact.age_state },
  });
  const save = submit(async ({ name, age_state }) => {
    await updateContact(contact, { name: name.trim() || null, age_state });
    await changed(contact.id);
    tell("Contact saved.");
  });
  const isReadOnly = !can("contacts.write");
  return (
    <Section title="Contact" description="Sealed with a key of this person's own.">
      <form onSubmit={save} noValidate>
        <Stack>
          <TextInput
            label="Name"
            readOnly={isReadOnly}
            maxLength={200}
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          <Select
            label="Age"
            description="AI is refused for a minor, and whatever is not for everybody takes an adult."
            data={ageChoices}
            allowDeselect={false}
            readOnly={isReadOnly}
            key={form.key("age_state")}
            {...form.getInputProps("age_state")}
          />
          {error !== null && <ErrorNotice error={error} />}
          {!isReadOnly && (
            <Group>
              <Button type="submit" loading={isBusy}>
                Save contact
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}
