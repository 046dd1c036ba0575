import { Button, Divider, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { AnchorLink } from "../../design/page/links.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { deploymentQuery } from "../deployment/queries.ts";
import { NoOwnerNotice } from "../deployment/no-owner-notice.tsx";
import { SignInButtons } from "../identities/sign-in-buttons.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { signIn, signInByPasskey } from "./queries.ts";
import { type SecondFactor, SecondFactorForm } from "./second-factor-form.tsx";

export function SignInPage() {
  const { data: deployment } = useQuery(deploymentQuery);
  if (deployment?.has_owner === false) return <NoOwnerNotice />;
  return <SignInSteps mode={deployment?.sign_up} />;
}

function SignInSteps({ mode }: { mode: "open" | "invited" | "closed" | undefined }) {
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asked, setAsked] = useState<SecondFactor>();
  const goOn = async () => {
    client.clear();
    // An invitation's token travels behind the #, so that no server log ever sees it.
    await navigate({ href: `${next ?? "/"}${location.hash}`, replace: true });
  };
  if (asked)
    return (
      <PlainPage title="One more step" description="Your password was right. Now show that it is you.">
        <SecondFactorForm asked={asked} onSignedIn={goOn} onStartAgain={() => setAsked(undefined)} />
      </PlainPage>
    );
  return (
    <PlainPage title="Sign in" footer={<SignUpHint mode={mode} />}>
      <SignInForm onAsked={setAsked} onSignedIn={goOn} />
      <Divider label="or" />
      <PasskeyButton label="Sign in with a passkey" onUse={() => signInByPasskey().then(goOn)} />
      <SignInButtons next={next} />
    </PlainPage>
  );
}

interface SignInFormProps {
  onAsked: (asked: SecondFactor) => void;
  onSignedIn: () => Promise<void>;
}

function SignInForm({ onAsked, onSignedIn }: SignInFormProps) {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: isNotEmpty("Enter your e-mail address or user name."),
      password: isNotEmpty("Enter your password."),
    },
  });
  const enter = submit(async (values) => {
    const outcome = await signIn(values);
    if (outcome.next === "second_factor") onAsked(outcome);
    else await onSignedIn();
  });
  return (
    <form onSubmit={enter} noValidate>
      <Stack>
        <TextInput
          label="E-mail or user name"
          autoCapitalize="none"
          spellCheck={false}
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
