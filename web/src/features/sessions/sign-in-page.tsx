import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { AnchorLink } from "../../design/links.tsx";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { PlainPage } from "../../design/plain-page.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { deploymentQuery } from "../deployment/queries.ts";
import { NoOwnerNotice } from "../deployment/no-owner-notice.tsx";
import { signIn } from "./queries.ts";

export function SignInPage() {
  const { data: deployment } = useQuery(deploymentQuery);
  if (deployment?.has_owner === false) return <NoOwnerNotice />;
  return (
    <PlainPage title="Sign in" footer={<SignUpHint mode={deployment?.sign_up} />}>
      <SignInForm />
    </PlainPage>
  );
}

function SignInForm() {
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { email: "", password: "" },
    validate: { email: isEmail("Enter your e-mail address."), password: isNotEmpty("Enter your password.") },
  });
  const enter = submit(async (values) => {
    await signIn(values);
    client.clear();
    // An invitation's token travels behind the #, so that no server log ever sees it.
    await navigate({ href: `${next ?? "/"}${location.hash}`, replace: true });
  });
  return (
    <form onSubmit={enter} noValidate>
      <Stack>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Button type="submit" loading={isBusy} fullWidth mt={4}>
          Sign in
        </Button>
        <Group justify="center">
          <AnchorLink to="/forgot-password" fz="sm">
            Forgot your password?
          </AnchorLink>
        </Group>
      </Stack>
    </form>
  );
}

function SignUpHint({ mode }: { mode: "open" | "invited" | "closed" | undefined }) {
  if (mode === "open") {
    return (
      <>
        New here?{" "}
        <AnchorLink to="/sign-up" fz="sm">
          Create an account
        </AnchorLink>
      </>
    );
  }
  if (mode === "invited")
    return (
      <Text c="dimmed" fz="sm">
        Accounts are by invitation. Open the link in your invitation.
      </Text>
    );
  return null;
}
