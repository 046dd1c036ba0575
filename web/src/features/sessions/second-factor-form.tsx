import { Anchor, Button, Divider, Stack, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { answerByCode, answerByPasskey, type SignInOutcome } from "./queries.ts";

export type SecondFactor = Extract<SignInOutcome, { next: "second_factor" }>;

interface SecondFactorFormProps {
  asked: SecondFactor;
  onSignedIn: () => Promise<void>;
  onStartAgain: () => void;
}

/** The second step of signing in: a passkey, a code, or a recovery code. */
export function SecondFactorForm({ asked, onSignedIn, onStartAgain }: SecondFactorFormProps) {
  const { challenge, factors } = asked;
  const hasApp = factors.includes("authenticator_app");
  const hasCodes = hasApp || factors.includes("recovery_code");
  const hasPasskey = factors.includes("passkey");
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { code: "" },
    validate: { code: isNotEmpty("Enter the code.") },
    refusals: { "factors.code_refused": "code" },
  });
  const enter = submit(({ code }) => answerByCode(challenge, code).then(onSignedIn));
  return (
    <Stack>
      {hasPasskey && (
        <PasskeyButton
          label="Use a passkey"
          isMain={!hasApp}
          onUse={() => answerByPasskey(challenge).then(onSignedIn)}
        />
      )}
      {hasPasskey && hasCodes && <Divider label="or" />}
      {hasCodes && (
        <form onSubmit={enter} noValidate>
          <Stack>
            <TextInput
              label={hasApp ? "Code from your authenticator app" : "Recovery code"}
              description={hasApp ? "Or one of your recovery codes." : undefined}
              autoComplete="one-time-code"
              autoFocus={hasApp}
              key={form.key("code")}
              {...form.getInputProps("code")}
            />
            {error !== null && <ErrorNotice error={error} />}
            <Button type="submit" variant={hasApp ? "filled" : "default"} loading={isBusy} fullWidth>
              Sign in
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component="button" type="button" fz="sm" ta="center" onClick={onStartAgain}>
        Start again
      </Anchor>
    </Stack>
  );
}
