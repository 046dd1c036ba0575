import { Button, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useSignOut } from "../sessions/use-sign-out.ts";
import { meQuery } from "../users/queries.ts";
import { leave } from "./queries.ts";

/** Shown to a member who is signed in by another way than the one that the organization asks for. */
export function ProviderNeededPage() {
  const { next } = useSearch({ from: "/sign-in/provider" });
  const { data: me } = useQuery(meQuery);
  const signOut = useSignOut();
  const go = useMutation({
    mutationFn: (email: string) => leave({ email }, { kind: "sign_in", ...(next ? { next } : {}) }),
  });
  return (
    <PlainPage
      title="Sign in by your organization's provider"
      description="Your organization lets members in by its own provider only. You stay who you are: sign in there once, and go on where you were."
    >
      <Stack>
        {go.error && <ErrorNotice error={go.error} />}
        <Button disabled={!me} loading={go.isPending} onClick={() => me && go.mutate(me.user.email)}>
          Continue to the provider
        </Button>
        <Button variant="default" onClick={signOut}>
          Sign out
        </Button>
      </Stack>
    </PlainPage>
  );
}
