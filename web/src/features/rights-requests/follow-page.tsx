import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { IncompleteLink } from "../users/verify-email-page.tsx";
import { kinds, outcomes } from "./describe-rights-request.ts";
import { PermissionUpload } from "./permission-upload.tsx";
import { confirmRequest, type Followed, followedQuery } from "./queries.ts";
import { Recipients } from "./recipients.tsx";
import { Said } from "./request-dialog.tsx";

/** What whoever holds the mailed link sees: confirm first, then where it stands. */
export function FollowPage() {
  const [token] = useState(() => readFragmentToken());
  if (!token) return <IncompleteLink />;
  return <Follow token={token} />;
}

function Follow({ token }: { token: string }) {
  const query = useQuery(followedQuery(token));
  return (
    <PlainPage title={query.data ? `${query.data.organization_name}: ${kinds[query.data.kind]}` : "Your request"}>
      <QueryView query={query}>
        {(request) =>
          request.state === "verifying" ? (
            <Unconfirmed request={request} token={token} />
          ) : (
            <State request={request} token={token} />
          )
        }
      </QueryView>
    </PlainPage>
  );
}

/** Confirms on a click and not on arrival, because mail scanners open every link. */
function Unconfirmed({ request, token }: { request: Followed; token: string }) {
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => confirmRequest(token),
    onSuccess: (answer) => client.setQueryData(followedQuery(token).queryKey, answer),
  });
  const isAnother = token.startsWith("rrs_");
  const hasConfirmed = confirm.isSuccess || (request.waits_for !== "you" && !isAnother);
  if (hasConfirmed)
    return (
      <Stack>
        <Text role="status">
          Thank you.{" "}
          {request.waits_for === "nobody"
            ? "Show that you may act for them: whoever answers makes sure of it."
            : "It goes on as soon as the other side has confirmed it as well."}
        </Text>
        <PermissionUpload request={request} token={token} />
      </Stack>
    );
  return (
    <Stack>
      <Text>
        {isAnother
          ? "Somebody asks this about you, and says that you authorised them. Confirm it only if you did."
          : "Confirm that this is your address and that you asked this."}
      </Text>
      {confirm.error && <ErrorNotice error={confirm.error} />}
      <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {isAnother ? "They may ask for me" : "Confirm"}
      </Button>
    </Stack>
  );
}

function State({ request, token }: { request: Followed; token: string }) {
  const { outcome, is_overdue, due_at, law, reply, extension_reason, authority } = request;
  return (
    <Stack gap="sm">
      <StatusDot tone={outcome ? "good" : is_overdue ? "bad" : "warn"}>
        {outcome
          ? outcomes[outcome]
          : request.state === "duplicate"
            ? "You asked this before"
            : "Waiting for an answer"}
      </StatusDot>
      {!request.closed_at && (
        <Text fz="sm">
          By {law} you are answered until <Time value={due_at} show="date" /> at the latest.
        </Text>
      )}
      {request.forwarded_at && request.forwarded_to.length > 0 && (
        <Text fz="sm" className="anywhere">
          Passed on <Time value={request.forwarded_at} show="date" /> to who keeps your data and answers for it:{" "}
          {request.forwarded_to.join(", ")}.
        </Text>
      )}
      {request.acknowledged_at && !request.closed_at && (
        <Text fz="sm">
          Your request came in and is looked at since <Time value={request.acknowledged_at} show="date" />. Whoever
          answers makes sure that it is you, looks up what is kept, and writes the answer here; you get a mail.
        </Text>
      )}
      {extension_reason && <Said title="Why it takes longer" text={extension_reason} />}
      {reply && <Said title="Answer" text={reply} />}
      <Recipients request={request} />
      {request.has_archive && (
        <Button component="a" href={`/api/v1/trust/requests/${token}/archive`} download>
          Download your data, once
        </Button>
      )}
      {request.receipt_token && (
        <Anchor href={`/receipts/${request.receipt_token}`}>The receipt of the erasure; keep its address</Anchor>
      )}
      {authority && (
        <Text fz="sm" c="dimmed">
          You can complain to <Anchor href={authority.url}>{authority.name}</Anchor> at any time.
        </Text>
      )}
    </Stack>
  );
}
