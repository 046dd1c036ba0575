import { Stack } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useAskEvery } from "../events/live.ts";
import { useCurrent } from "../workspaces/current.ts";
import { ApprovalRow } from "./approval-row.tsx";
import { type Approval, approvalsQuery } from "./queries.ts";

export function ApprovalsPage() {
  const { workspace } = useCurrent();
  const query = useQuery({ ...approvalsQuery(workspace.id), refetchInterval: useAskEvery(10_000) });
  return (
    <Page title="Approvals">
      <QueryView query={query}>{(approvals) => <Queue approvals={approvals} />}</QueryView>
    </Page>
  );
}

function Queue({ approvals }: { approvals: Approval[] }) {
  const waiting = approvals.filter(({ state }) => state === "pending");
  const ended = approvals.filter(({ state }) => state !== "pending");
  return (
    <Stack>
      <Section
        title="Waiting"
        description="What you approve is exactly what you see: if it changes, you are asked again."
      >
        {waiting.length === 0 ? (
          <Empty icon={IconCircleCheck} title="Nothing waits for a yes">
            When a rule wants a person to look before something is sent, it appears here.
          </Empty>
        ) : (
          waiting.map((approval) => <ApprovalRow key={approval.id} approval={approval} />)
        )}
      </Section>
      {ended.length > 0 && (
        <Section title="Decided">
          {ended.map((approval) => (
            <ApprovalRow key={approval.id} approval={approval} />
          ))}
        </Section>
      )}
    </Stack>
  );
}
