import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { deploymentQuery } from "../deployment/queries.ts";
import { AccountForm } from "../users/account-form.tsx";
import { CheckYourMail } from "../users/check-your-mail.tsx";
import { meQuery } from "../users/queries.ts";
import { Steps } from "./steps.tsx";

export function AccountStep({ ownerToken }: { ownerToken: string }) {
  const client = useQueryClient();
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo) return <CheckYourMail email={sentTo} />;
  return (
    <PlainPage
      title="Welcome. This server is yours."
      description="Create the operator's account. The link that brought you here works once, for this."
      footer={<Steps at={1} />}
    >
      <AccountForm
        tokens={{ owner_token: ownerToken }}
        onDone={async (next, email) => {
          if (next === "verify_email") return setSentTo(email);
          // The token is used up; it should not stay in the address bar or the history.
          history.replaceState(null, "", "/welcome");
          await client.invalidateQueries(deploymentQuery);
          await client.refetchQueries(meQuery);
        }}
      />
    </PlainPage>
  );
}
