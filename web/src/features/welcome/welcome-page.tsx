import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { NoOwnerNotice } from "../deployment/no-owner-notice.tsx";
import { deploymentQuery } from "../deployment/queries.ts";
import { type MyOrganization, meQuery } from "../users/queries.ts";
import { AccountStep } from "./account-step.tsx";
import { AiStep } from "./ai-step.tsx";
import { FiveCards } from "./five-cards.tsx";
import { LinkUsedNotice } from "./link-used-notice.tsx";
import { OrganizationStep } from "./organization-step.tsx";

/** First run: an account, an organization, a plain answer about AI, and five ways to begin. */
export function WelcomePage() {
  const [ownerToken] = useState(() => readFragmentToken());
  const [isAiAnswered, setAiAnswered] = useState(false);
  const me = useQuery({ ...meQuery, retry: false });
  const organization = me.data?.organizations[0];
  const deployment = useQuery(deploymentQuery);
  if (me.isPending || deployment.isPending) return <Opening />;
  if (!me.data && deployment.data?.has_owner) return <LinkUsedNotice />;
  if (!me.data) return ownerToken ? <AccountStep ownerToken={ownerToken} /> : <NoOwnerNotice />;
  if (!organization) return <OrganizationStep user={me.data.user} />;
  if (!isAiAnswered && !isAiOn(organization)) {
    return <AiStep organization={organization} onAnswer={() => setAiAnswered(true)} />;
  }
  return <FiveCards organization={organization} />;
}

const isAiOn = ({ ai_enabled, workspaces }: MyOrganization) => ai_enabled && workspaces.some((each) => each.ai_enabled);

function Opening() {
  return (
    <PlainPage title="Welcome">
      <TextSkeleton />
    </PlainPage>
  );
}
