import { Button, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { countOf } from "../../design/format.ts";
import { Section } from "../../design/page/section.tsx";
import { type Factors, factorsQuery, renewRecoveryCodes } from "./queries.ts";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";

export function RecoveryCodesSection({ factors }: { factors: Factors }) {
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>();
  const renew = useMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess: ({ recovery_codes }) => {
      setCodes(recovery_codes ?? undefined);
      return client.invalidateQueries(factorsQuery);
    },
  });
  const hasFactor = factors.passkeys > 0 || factors.authenticator_app !== null;
  const left = factors.recovery_codes_left;
  return (
    <Section
      title="Recovery codes"
      description="For the day your device is lost: each signs you in once, after your password."
      action={
        hasFactor && (
          <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
            Make new codes
          </Button>
        )
      }
    >
      <Text fz="sm">
        {hasFactor
          ? `${countOf(left, "code")} left. New codes end the old ones.`
          : "They come with your first passkey or authenticator app."}
      </Text>
      {renew.error && <ErrorNotice error={renew.error} />}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Section>
  );
}
