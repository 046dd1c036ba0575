import { Center, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DialogForm } from "../../design/forms/form-dialog.tsx";
import { CopyField } from "../../design/text/copy-field.tsx";
import { QrCode } from "../../design/text/qr-code.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { beginAuthenticatorApp, confirmAuthenticatorApp, factorsQuery } from "./queries.ts";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";

/** Each opening begins anew: a secret that was shown before is not shown again. */
const beginning = {
  queryKey: ["authenticator-app", "begin"],
  queryFn: beginAuthenticatorApp,
  gcTime: 0,
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  refetchOnWindowFocus: false,
} as const;

export function AddAuthenticatorAppDialog({ onClose }: { onClose: () => void }) {
  const query = useQuery(beginning);
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) return <RecoveryCodesDialog codes={codes} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="Set up an authenticator app">
      <QueryView query={query}>
        {({ secret, link }) => (
          <Stack>
            <Text fz="sm">Scan this with your app, or type the key into it.</Text>
            <Center>{link && <QrCode value={link} label="QR code with the key for your app" />}</Center>
            {secret && <CopyField label="Key" value={secret} />}
            <FirstCodeForm onConfirmed={(made) => (made ? setCodes(made) : onClose())} onClose={onClose} />
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}

interface FirstCodeFormProps {
  onConfirmed: (codes: readonly string[] | null) => void;
  onClose: () => void;
}

function FirstCodeForm({ onConfirmed, onClose }: FirstCodeFormProps) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { code: "" },
    validate: { code: isNotEmpty("Enter the code that the app shows.") },
    refusals: { "factors.code_refused": "code" },
  });
  const confirm = submit(async ({ code }) => {
    const { recovery_codes } = await confirmAuthenticatorApp(code);
    await client.invalidateQueries(factorsQuery);
    tell("Authenticator app set up.");
    onConfirmed(recovery_codes);
  });
  return (
    <DialogForm action="Set up" isBusy={isBusy} error={error} onSubmit={confirm} onClose={onClose}>
      <TextInput
        label="Code that the app shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        key={form.key("code")}
        {...form.getInputProps("code")}
      />
    </DialogForm>
  );
}
