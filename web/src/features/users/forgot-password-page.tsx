import { Button, Stack, Text, TextInput } from "@mantine/core";
import { isEmail } from "@mantine/form";
import { useState } from "react";
import { AnchorLink } from "../../design/page/links.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { requestPasswordReset } from "./queries.ts";

export function ForgotPasswordPage() {
  const [sentTo, setSentTo] = useState<string>();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { email: "" },
    validate: { email: isEmail("Enter your e-mail address.") },
  });
  const ask = submit(async ({ email }) => {
    await requestPasswordReset(email);
    setSentTo(email);
  });
  return (
    <PlainPage
      title="Set a new password"
      footer={
        <AnchorLink to="/sign-in" fz="sm">
          Back to sign in
        </AnchorLink>
      }
    >
      {sentTo ? (
        <Text role="status">
          If there is an account for <b className="anywhere">{sentTo}</b>, a message with a link is on its way. The link
          works once, for an hour.
        </Text>
      ) : (
        <form onSubmit={ask} noValidate>
          <Stack>
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="username"
              key={form.key("email")}
              {...form.getInputProps("email")}
            />
            {error !== null && <ErrorNotice error={error} />}
            <Button type="submit" loading={isBusy}>
              Send me a link
            </Button>
          </Stack>
        </form>
      )}
    </PlainPage>
  );
}
