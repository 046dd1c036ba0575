import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { sessionsQuery } from "../sessions/queries.ts";
import { checkPassword, passwordHint } from "./password-rules.ts";
import { changePassword } from "./queries.ts";

export function PasswordSection() {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { current_password: "", new_password: "" },
    validate: { current_password: isNotEmpty("Enter your password as it is now."), new_password: checkPassword },
    refusals: { "users.password_wrong": "current_password", "users.password_refused": "new_password" },
  });
  const change = submit(async (values) => {
    await changePassword(values);
    form.reset();
    await client.invalidateQueries(sessionsQuery);
    tell("Password changed. Your other sessions have ended.");
  });
  return (
    <Section title="Password" description="All your other sessions end when you do.">
      <form onSubmit={change}>
        <Stack>
          <PasswordInput
            label="Password now"
            autoComplete="current-password"
            key={form.key("current_password")}
            {...form.getInputProps("current_password")}
          />
          <PasswordInput
            label="New password"
            description={passwordHint}
            autoComplete="new-password"
            key={form.key("new_password")}
            {...form.getInputProps("new_password")}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Group>
            <Button type="submit" loading={isBusy}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
