import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { Section } from "../../design/page/section.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Time } from "../../design/time.tsx";
import { countOf } from "../../design/format.ts";
import { approvalsQuery } from "../approvals/queries.ts";
import { BudgetAlert, useBudgetAlerts } from "./budget-alerts.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type PrivacyRequest, privacyRequestsQuery } from "../privacy-requests/queries.ts";

/** What needs this person: approvals, budgets that run out, their own requests about data. */
export function WaitingForMe() {
  const query = useQuery(privacyRequestsQuery);
  const approvals = useWaitingApprovals();
  const alerts = useBudgetAlerts();
  const isAlone = approvals === 0 && alerts.length === 0;
  return (
    <Section title="Needs you">
      {approvals > 0 && <WaitingApprovals count={approvals} />}
      {alerts.map((budget) => (
        <BudgetAlert key={budget.id} budget={budget} />
      ))}
      <QueryView query={query} skeleton={<TextSkeleton lines={1} />}>
        {(requests) => <Waiting requests={requests.filter(isWaiting)} isAlone={isAlone} />}
      </QueryView>
    </Section>
  );
}

const isReadyToDownload = ({ kind, state, archive }: PrivacyRequest) =>
  kind === "export" && state === "completed" && archive !== null;
const isWaiting = (request: PrivacyRequest) => request.state === "cooling_off" || isReadyToDownload(request);

function Waiting({ requests, isAlone }: { requests: PrivacyRequest[]; isAlone: boolean }) {
  if (requests.length === 0) {
    if (!isAlone) return null;
    return (
      <Text fz="sm" c="dimmed">
        Nothing waits for you. Approvals, budgets that run out and requests about your data appear here.
      </Text>
    );
  }
  return (
    <Stack gap={8}>
      {requests.map((request) => (
        <Group key={request.id} justify="space-between">
          <Text fz="sm">
            <Sentence request={request} />
          </Text>
          <AnchorLink to="/trust/data" fz="sm">
            Open
          </AnchorLink>
        </Group>
      ))}
    </Stack>
  );
}

function Sentence({ request: { subject, cooling_off_until } }: { request: PrivacyRequest }) {
  if (!cooling_off_until) return "Your export is ready to download.";
  return (
    <>
      {subject === "me" ? "Your account" : "The organization"} will be erased <Time value={cooling_off_until} />. Until
      then you can withdraw.
    </>
  );
}

/** How many things wait for a yes in this workspace, for whoever may say it. */
function useWaitingApprovals(): number {
  const { workspace, can } = useCurrent();
  const { data = [] } = useQuery({ ...approvalsQuery(workspace.id, "pending"), enabled: can("approvals.decide") });
  return data.length;
}

function WaitingApprovals({ count }: { count: number }) {
  return (
    <Group justify="space-between" mb={8}>
      <Text fz="sm">{countOf(count, "approval waits", "approvals wait")} for you.</Text>
      <AnchorLink to="/approvals" fz="sm">
        Open
      </AnchorLink>
    </Group>
  );
}
