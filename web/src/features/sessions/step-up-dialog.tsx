import { Button, Divider, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { tellFailure } from "../../design/states/tell.tsx";
import { identitiesQuery, leave, type Way } from "../identities/queries.ts";
import { meQuery } from "../users/queries.ts";
import { type Factors, factorsQuery } from "../factors/queries.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { stepUp } from "./queries.ts";

interface StepUpDialogProps {
  onAnswer: (isProved: boolean) => void;
}

/** Above everything: the action that asked waits for the answer, and then goes on by itself. */
export function StepUpDialog({ onAnswer }: StepUpDialogProps) {
  const query = useQuery(factorsQuery);
  return (
    <Modal opened onClose={() => onAnswer(false)} title="Prove that it is you" zIndex={400}>
      <Stack>
        <Text fz="sm" c="dimmed">
          What you are about to do needs a proof that is not older than ten minutes. It goes on as soon as you give it.
        </Text>
        <QueryView query={query}>{(factors) => <Proofs factors={factors} onAnswer={onAnswer} />}</QueryView>
      </Stack>
    </Modal>
  );
}

function Proofs({ factors, onAnswer }: StepUpDialogProps & { factors: Factors }) {
  const kind = factors.password ? "password" : factors.authenticator_app ? "code" : undefined;
  const usePasskey = () => stepUp("passkey").then(() => onAnswer(true));
  return (
    <>
      {factors.passkeys > 0 && <PasskeyButton label="Use a passkey" isMain onUse={usePasskey} />}
      {factors.passkeys > 0 && kind && <Divider label="or" />}
      {kind && <ProofForm kind={kind} onAnswer={onAnswer} />}
      {!kind && (
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onAnswer(false)}>
            Cancel
          </Button>
          {factors.passkeys === 0 && <SignInAgain />}
        </Group>
      )}
    </>
  );
}

/** For whom a provider signs in: coming back from it is the proof, on the page they were on. */
function SignInAgain() {
  const { data: me } = useQuery(meQuery);
  const { data: identities } = useQuery(identitiesQuery);
  const again = useMutation({
    mutationFn: (way: Way) => leave(way, { kind: "sign_in", next: location.pathname + location.search, isAnew: true }),
    onError: tellFailure,
  });
  const isByGoogle = identities?.some(({ issuer }) => issuer === "https://accounts.google.com") ?? false;
  const way: Way = isByGoogle ? { provider: "google" } : { email: me?.user.email ?? "" };
  return (
    <Button loading={again.isPending} disabled={!me || !identities} onClick={() => again.mutate(way)}>
      Sign in again by your provider
    </Button>
  );
}

function ProofForm({ kind, onAnswer }: StepUpDialogProps & { kind: "password" | "code" }) {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { proof: "" },
    validate: { proof: isNotEmpty(kind === "password" ? "Enter your password." : "Enter the code.") },
    refusals: { "users.password_wrong": "proof", "factors.code_refused": "proof" },
  });
  const prove = submit(async ({ proof }) => {
    await stepUp(kind === "password" ? { password: proof } : { code: proof });
    onAnswer(true);
  });
  return (
    <form onSubmit={prove} noValidate>
      <Stack>
        {kind === "password" ? (
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            data-autofocus
            key={form.key("proof")}
            {...form.getInputProps("proof")}
          />
        ) : (
          <TextInput
            label="Code from your authenticator app"
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
            key={form.key("proof")}
            {...form.getInputProps("proof")}
          />
        )}
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onAnswer(false)}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Go on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
