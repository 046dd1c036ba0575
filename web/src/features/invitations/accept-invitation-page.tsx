import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ButtonLink } from "../../design/page/links.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { detailsOf } from "../../design/states/problem.ts";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
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
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { birth_date: "" },
    refusals: { "users.too_young": "birth_date" },
  });
  const [asksAge, setAsksAge] = useState(false);
  const needed = detailsOf(error)?.code === "members.age_needed";
  const join = submit(async ({ birth_date }) => {
    const { organization_id } = await acceptInvitation(token, birth_date || undefined).catch((cause: unknown) => {
      setAsksAge((is) => is || detailsOf(cause)?.code === "members.age_needed");
      throw cause;
    });
    const fresh = await client.query({ ...meQuery, staleTime: 0 });
    const joined = fresh.organizations.find(({ id }) => id === organization_id);
    const workspace = joined?.workspaces[0]?.id;
    await navigate({ to: "/", search: workspace ? { workspace } : {}, replace: true });
  });
  return (
    <form onSubmit={join} noValidate>
      <Stack>
        <Text>
          You are signed in as <b className="anywhere">{me.user.email}</b>.
        </Text>
        {asksAge && (
          <TextInput
            label="Date of birth"
            description="This organization asks how old its members are. The date is compared and not kept."
            type="date"
            autoComplete="bday"
            autoFocus
            key={form.key("birth_date")}
            {...form.getInputProps("birth_date")}
          />
        )}
        {error !== null && !needed && <ErrorNotice error={error} />}
        <Button type="submit" loading={isBusy}>
          Join
        </Button>
      </Stack>
    </form>
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
