import { Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ButtonLink } from "../../design/links.tsx";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { PlainPage } from "../../design/plain-page.tsx";
import { type Me, meQuery } from "../users/queries.ts";
import { IncompleteLink } from "../users/verify-email-page.tsx";
import { acceptInvitation } from "./queries.ts";

export function AcceptInvitationPage() {
  const [token] = useState(() => readFragmentToken());
  const { data: me, isPending } = useQuery({ ...meQuery, retry: false });
  if (!token) return <IncompleteLink />;
  return (
    <PlainPage title="You are invited" description="Someone asked you to join their organization on this server.">
      {!isPending && (me ? <AcceptAs me={me} token={token} /> : <EnterFirst token={token} />)}
    </PlainPage>
  );
}

function AcceptAs({ me, token }: { me: Me; token: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: () => acceptInvitation(token),
    onSuccess: async ({ organization_id }) => {
      const fresh = await client.query({ ...meQuery, staleTime: 0 });
      const joined = fresh.organizations.find(({ id }) => id === organization_id);
      const workspace = joined?.workspaces[0]?.id;
      await navigate({ to: "/", search: workspace ? { workspace } : {}, replace: true });
    },
  });
  return (
    <>
      <Text>
        You are signed in as <b className="anywhere">{me.user.email}</b>.
      </Text>
      {accept.error && <ErrorNotice error={accept.error} />}
      <Button loading={accept.isPending} onClick={() => accept.mutate()}>
        Join
      </Button>
    </>
  );
}

function EnterFirst({ token }: { token: string }) {
  return (
    <>
      <ButtonLink to="/sign-up" hash={`invitation=${token}`}>
        Create an account and join
      </ButtonLink>
      <ButtonLink variant="default" to="/sign-in" search={{ next: "/accept-invitation" }} hash={`token=${token}`}>
        I have an account: sign in
      </ButtonLink>
    </>
  );
}
