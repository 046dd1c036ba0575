import { Button, Stack, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import {
  type Brought,
  type Finished,
  finishLink,
  finishSignIn,
  identitiesQuery,
  signUpByProvider,
  takeIntent,
} from "./queries.ts";

import { type SecondFactor, SecondFactorForm } from "../sessions/second-factor-form.tsx";

type SignUp = Extract<Finished, { next: "sign_up" }>;

/** Where a provider sends the browser back to. */
export function CallbackPage() {
  const [error, setError] = useState<unknown>();
  const [signUp, setSignUp] = useState<{ asked: SignUp; next: string }>();
  const [second, setSecond] = useState<{ asked: SecondFactor; next: string }>();
  const navigate = useNavigate();
  const client = useQueryClient();
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return; // an answer is good for one use
    isBegun.current = true;
    const brought = readAnswer();
    const { kind, next = "/" } = takeIntent();
    const finish = async () => {
      if (!brought) throw new Error("The provider sent no answer. Start again from the sign-in page.");
      if (kind === "link") {
        await finishLink(brought);
        await client.invalidateQueries(identitiesQuery);
        return navigate({ to: "/settings/identities", replace: true });
      }
      const finished = await finishSignIn(brought);
      if (finished.next === "sign_up") return setSignUp({ asked: finished, next });
      if (finished.next === "second_factor") return setSecond({ asked: finished, next });
      client.clear();
      return navigate({ href: next, replace: true });
    };
    finish().catch(setError);
  }, [client, navigate]);
  if (second) {
    const goOn = async () => {
      client.clear();
      await navigate({ href: second.next, replace: true });
    };
    return (
      <PlainPage title="One more step" description="Your provider has confirmed who you are. Now show that it is you.">
        <SecondFactorForm
          asked={second.asked}
          onSignedIn={goOn}
          onStartAgain={() => void navigate({ to: "/sign-in" })}
        />
      </PlainPage>
    );
  }
  if (signUp) return <FinishSignUp {...signUp} />;
  if (error === undefined) return <PlainPage title="Signing you in" description="One moment." />;
  return (
    <PlainPage title="That did not work">
      <ErrorNotice error={error} />
      <ButtonLink to="/sign-in">Back to sign-in</ButtonLink>
    </PlainPage>
  );
}

/** Read once and taken out of the address, so that it stays in no history. */
function readAnswer(): Brought | undefined {
  const query = new URLSearchParams(location.search);
  history.replaceState(history.state, "", location.pathname);
  const [code, state, iss] = ["code", "state", "iss"].map((name) => query.get(name));
  return code && state ? { code, state, ...(iss ? { iss } : {}) } : undefined;
}

function FinishSignUp({ asked, next }: { asked: SignUp; next: string }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: asked.name, birth_date: "" },
    validate: { name: isNotEmpty("Say how others should see you."), birth_date: isNotEmpty("Enter your birth date.") },
  });
  const create = submit(async (values) => {
    await signUpByProvider({ token: asked.token ?? "", ...values });
    client.clear();
    await navigate({ href: next, replace: true });
  });
  return (
    <PlainPage title="Create your account" description={`Your provider has confirmed ${asked.email}.`}>
      <form onSubmit={create} noValidate>
        <Stack>
          <TextInput label="Name" autoComplete="name" key={form.key("name")} {...form.getInputProps("name")} />
          <TextInput
            label="Birth date"
            description="Compared with the minimum age and not kept."
            type="date"
            autoComplete="bday"
            key={form.key("birth_date")}
            {...form.getInputProps("birth_date")}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Button type="submit" loading={isBusy}>
            Create account
          </Button>
        </Stack>
      </form>
    </PlainPage>
  );
}
