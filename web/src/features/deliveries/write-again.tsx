import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { type DeliveryDetails, liftSuppression } from "./queries.ts";

const leftAlone = new Set(["mail.address_suppressed", "mail.bounced", "mail.complained", "delivery.recipient_refused"]);

/** Its recipient is left alone because mails came back; whoever knows that the mailbox works says so here. */
export function WriteAgain({ delivery: { kind, reason, recipient } }: { delivery: DeliveryDetails }) {
  const lift = useMutation({
    mutationFn: liftSuppression,
    onSuccess: ({ was_suppressed }) =>
      tell(was_suppressed ? "The address is written to again." : "This workspace does not leave the address alone."),
  });
  if (kind !== "tool_mail" || recipient === null || !leftAlone.has(reason ?? "")) return null;
  return (
    <Stack gap="xs" align="flex-start">
      <Button size="compact-sm" variant="default" loading={lift.isPending} onClick={() => lift.mutate(recipient)}>
        Write to {recipient} again
      </Button>
      {lift.error && <ErrorNotice error={lift.error} />}
    </Stack>
  );
}
