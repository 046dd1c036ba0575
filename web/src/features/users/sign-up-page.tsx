import { Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { AnchorLink } from "../../design/page/links.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { deploymentQuery } from "../deployment/queries.ts";
import { AccountForm } from "./account-form.tsx";
import { CheckYourMail } from "./check-your-mail.tsx";

export function SignUpPage() {
  const [invitation] = useState(() => readFragmentToken("invitation"));
  const [sentTo, setSentTo] = useState<string>();
  const { data: deployment } = useQuery(deploymentQuery);
  const navigate = useNavigate();
  const client = useQueryClient();
  if (sentTo) return <CheckYourMail email={sentTo} />;
  if (deployment && deployment.sign_up !== "open" && !invitation) return <NotOpen mode={deployment.sign_up} />;
  return (
    <PlainPage title="Create your account" footer={<SignInInstead />}>
      <AccountForm
        tokens={invitation ? { invitation_token: invitation } : {}}
        onDone={async (next, email) => {
          if (next === "verify_email") return setSentTo(email);
          client.clear();
          await navigate({ to: "/", replace: true });
        }}
      />
    </PlainPage>
  );
}

function NotOpen({ mode }: { mode: "invited" | "closed" }) {
  return (
    <PlainPage title="Accounts are not open here" footer={<SignInInstead />}>
      <Text>
        {mode === "invited"
          ? "This server takes new people by invitation. Ask a member of the organization to invite you, then open the link you get."
          : "The operator of this server has closed sign-up."}
      </Text>
    </PlainPage>
  );
}

function SignInInstead() {
  return (
    <>
      Have an account?{" "}
      <AnchorLink to="/sign-in" fz="sm">
        Sign in
      </AnchorLink>
    </>
  );
}
