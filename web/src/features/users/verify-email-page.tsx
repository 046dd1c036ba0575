import { Button, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { confirmEmail } from "./queries.ts";

/** Confirms on a click and not on arrival, because mail scanners open every link. */
export function VerifyEmailPage() {
  const [token] = useState(() => readFragmentToken());
  const navigate = useNavigate();
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => confirmEmail(token ?? ""),
    onSuccess: () => {
      client.clear();
      return navigate({ to: "/", replace: true });
    },
  });
  if (!token) return <IncompleteLink />;
  return (
    <PlainPage title="Confirm your e-mail address" description="One click, and your account is ready.">
      {confirm.error && <ErrorNotice error={confirm.error} />}
      <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
        Confirm my address
      </Button>
    </PlainPage>
  );
}

export function IncompleteLink() {
  return (
    <PlainPage title="This link is incomplete">
      <Text>Copy the whole link from the message, up to its last character, and open it again.</Text>
    </PlainPage>
  );
}
