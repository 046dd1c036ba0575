import { Button, PasswordInput, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { checkPassword, passwordHint } from "./password-rules.ts";
import { resetPassword } from "./queries.ts";
import { IncompleteLink } from "./verify-email-page.tsx";

export function ResetPasswordPage() {
  const [token] = useState(() => readFragmentToken());
  const navigate = useNavigate();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { password: "" },
    validate: { password: checkPassword },
    refusals: { "users.password_refused": "password" },
  });
  if (!token) return <IncompleteLink />;
  const reset = submit(async ({ password }) => {
    await resetPassword({ token, password });
    tell("Password set. Sign in with it.");
    await navigate({ to: "/sign-in", replace: true });
  });
  return (
    <PlainPage title="Choose a new password" description="Every session of yours ends, wherever it is.">
      <form onSubmit={reset}>
        <Stack>
          <PasswordInput
            label="New password"
            description={passwordHint}
            autoComplete="new-password"
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Button type="submit" loading={isBusy}>
            Set password
          </Button>
        </Stack>
      </form>
    </PlainPage>
  );
}
