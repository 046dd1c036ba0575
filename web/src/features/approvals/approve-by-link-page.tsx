import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { IncompleteLink } from "../users/verify-email-page.tsx";
import { AskedFor } from "./asked-for.tsx";
import { decideByLink, showByLink } from "./queries.ts";

/** Decides on a click and not on arrival: whatever opens links only looks, and the token never leaves this page's address. */
export function ApproveByLinkPage() {
  const [token] = useState(() => readFragmentToken());
  const [reason, setReason] = useState("");
  const show = useMutation({ mutationFn: () => showByLink(token ?? "") });
  const decide = useMutation({
    mutationFn: (decision: "approve" | "reject") => decideByLink(token ?? "", decision, reason.trim()),
  });
  const { mutate } = show;
  useEffect(() => {
    if (token) mutate();
  }, [token, mutate]);
  if (!token) return <IncompleteLink />;
  if (show.error)
    return (
      <PlainPage title="This link decides nothing">
        <ErrorNotice error={show.error} />
      </PlainPage>
    );
  if (!show.data) return <PlainPage title="One moment …" />;
  if (decide.data) return <Decided state={decide.data.state} />;
  const { summary, state, is_changed, asked } = show.data;
  if (is_changed || state !== "pending") return <Decided state={is_changed ? "void" : state} />;
  return (
    <PlainPage title="Something waits for your yes" description={summary}>
      <Stack>
        {asked && <AskedFor asked={asked} label={`What ${asked.title} would do`} />}
        <Textarea
          label="Why"
          description="Needed for a no. An agent that asked is told."
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {decide.error && <ErrorNotice error={decide.error} />}
        <Group gap="xs">
          <Button loading={decide.isPending} onClick={() => decide.mutate("approve")}>
            Approve
          </Button>
          <Button
            color="red"
            variant="default"
            disabled={reason.trim() === ""}
            loading={decide.isPending}
            onClick={() => decide.mutate("reject")}
          >
            Reject
          </Button>
        </Group>
      </Stack>
    </PlainPage>
  );
}

const words = {
  approved: "Approved. What waited goes on.",
  rejected: "Rejected. It does not happen.",
  expired: "Nobody decided in time, so it does not happen.",
  void: "What was to be approved has changed. Sign in to see what waits now.",
  pending: "Noted. It takes one more yes, of somebody else.",
};

function Decided({ state }: { state: keyof typeof words }) {
  return (
    <PlainPage title="Decided">
      <Text>{words[state]}</Text>
    </PlainPage>
  );
}
