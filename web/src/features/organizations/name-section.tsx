import { Button, Group, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { meQuery } from "../users/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { updateOrganization } from "./queries.ts";

export function NameSection() {
  const { organization, can } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: organization.name },
    validate: { name: isNotEmpty("Give the organization a name.") },
  });
  const save = submit(async ({ name }) => {
    await updateOrganization({ name });
    await client.invalidateQueries(meQuery);
    tell("Name saved.");
  });
  const isLocked = !can("organization.write");
  return (
    <Section title="Name">
      <form onSubmit={save}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Organization"
            flex={1}
            readOnly={isLocked}
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          {!isLocked && (
            <Button type="submit" variant="default" loading={isBusy}>
              Save name
            </Button>
          )}
        </Group>
        {error !== null && <ErrorNotice error={error} />}
      </form>
    </Section>
  );
}
