import { Button, Stack, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { createOrganization } from "../organizations/queries.ts";
import { meQuery, type User } from "../users/queries.ts";
import { Steps } from "./steps.tsx";

export function OrganizationStep({ user }: { user: User }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: "" },
    validate: { name: isNotEmpty("Give your organization a name.") },
  });
  const create = submit(async ({ name }) => {
    await createOrganization(name);
    await client.refetchQueries(meQuery);
  });
  return (
    <PlainPage
      title={`Hello ${user.name}. Name your organization.`}
      description="Your company, your team or just you. It pays, it decides and it answers for the data inside."
      footer={
        <>
          <Steps at={2} />
          <AnchorLink to="/my-data">Take your data away, or erase your account</AnchorLink>
        </>
      }
    >
      <form onSubmit={create}>
        <Stack>
          <TextInput
            label="Organization"
            placeholder="Northwind Labs"
            autoComplete="organization"
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Button type="submit" loading={isBusy}>
            Continue
          </Button>
        </Stack>
      </form>
    </PlainPage>
  );
}
