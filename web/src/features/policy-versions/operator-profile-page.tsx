import { Button, Stack, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { type OperatorProfile, profileQuery } from "./queries.ts";

const fields = {
  legal_name: "Legal name",
  seat: "Seat",
  country: "Country, two letters",
  service_name: "Name of the service",
  privacy_contact: "Address for questions about personal data",
  security_contact: "Address for reports of weaknesses",
} as const;
type Field = keyof typeof fields;

/** Operator › Profile: who answers for this deployment, as every policy says. */
export function OperatorProfilePage() {
  const query = useQuery(profileQuery);
  return (
    <Page title="Profile" tabs={<OperatorIndex />} narrow>
      <QueryView query={query}>{(profile) => <ProfileForm key={profile.version} profile={profile} />}</QueryView>
    </Page>
  );
}

function ProfileForm({ profile }: { profile: OperatorProfile }) {
  const client = useQueryClient();
  const names = Object.keys(fields) as Field[];
  const initialValues = Object.fromEntries(names.map((name) => [name, profile[name]])) as Record<Field, string>;
  const { form, error, isBusy, submit } = useProblemForm({ initialValues });
  const save = submit(async (values) => {
    const headers = { "If-Match": `"${profile.version}"` };
    await api.PATCH("/operator/profile", { body: values, headers });
    await client.invalidateQueries({ queryKey: ["operator-profile"] });
    tell("Saved.");
  });
  return (
    <Section
      title="Who answers for this deployment"
      description="Published on every privacy policy. None can be published while a field is empty or a placeholder."
    >
      <form onSubmit={save} noValidate>
        <Stack>
          {names.map((name) => (
            <TextInput key={form.key(name)} label={fields[name]} {...form.getInputProps(name)} />
          ))}
          {profile.blanks.length > 0 && (
            <StatusDot tone="warn">{`Still to be filled in: ${profile.blanks.join(", ").replaceAll("_", " ")}.`}</StatusDot>
          )}
          {error !== null && <ErrorNotice error={error} />}
          <Button type="submit" loading={isBusy} style={{ alignSelf: "flex-start" }}>
            Save
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
