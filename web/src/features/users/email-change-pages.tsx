import { Button, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { AnchorLink } from "../../design/page/links.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { confirmEmailChange, undoEmailChange } from "./queries.ts";
import { IncompleteLink } from "./verify-email-page.tsx";

interface AnswerPageProps {
  title: string;
  description: string;
  label: string;
  done: string;
  answer: (token: string) => Promise<void>;
}

/** Answers on a click and not on arrival, because mail scanners open every link. */
export function AnswerPage({ title, description, label, done, answer }: AnswerPageProps) {
  const [token] = useState(() => readFragmentToken());
  const client = useQueryClient();
  const send = useMutation({ mutationFn: () => answer(token ?? ""), onSuccess: () => client.clear() });
  if (!token) return <IncompleteLink />;
  if (send.isSuccess)
    return (
      <PlainPage title="Done" footer={<AnchorLink to="/">Open Avow</AnchorLink>}>
        <Text role="status">{done}</Text>
      </PlainPage>
    );
  return (
    <PlainPage title={title} description={description}>
      {send.error && <ErrorNotice error={send.error} />}
      <Button loading={send.isPending} onClick={() => send.mutate()}>
        {label}
      </Button>
    </PlainPage>
  );
}

export const ConfirmEmailChangePage = () => (
  <AnswerPage
    title="Confirm your new address"
    description="It takes the place of the old one, and your other sessions end."
    label="Confirm my new address"
    done="This is your account's address now. Sign in with it from here on."
    answer={confirmEmailChange}
  />
);

export const UndoEmailChangePage = () => (
  <AnswerPage
    title="Keep your address"
    description="Calls the change off, or undoes it where it was made. Everybody is signed out, and you get a link to choose another password."
    label="It wasn't me: keep this address"
    done="Your address stays. Everybody was signed out; a message with a link to choose another password is on its way."
    answer={undoEmailChange}
  />
);
