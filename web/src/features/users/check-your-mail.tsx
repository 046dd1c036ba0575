import { Button, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { deploymentQuery } from "../deployment/queries.ts";
import { requestEmailVerification } from "./queries.ts";

export function CheckYourMail({ email }: { email: string }) {
  const { data: deployment } = useQuery(deploymentQuery);
  const resend = useMutation({ mutationFn: () => requestEmailVerification(email) });
  return (
    <PlainPage title="Check your mail">
      <Text>
        If <b className="anywhere">{email}</b> can have an account here, a message with a link is on its way. Open it to
        finish.
      </Text>
      {deployment?.mail === "mailbox" && (
        <Text c="dimmed" fz="sm">
          This server has no mail set up yet: its operator finds the message on the Mailbox page and can hand you the
          link.
        </Text>
      )}
      {resend.error && <ErrorNotice error={resend.error} />}
      <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
        {resend.isSuccess ? "Sent again" : "Send it again"}
      </Button>
    </PlainPage>
  );
}
