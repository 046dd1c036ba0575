import { Button, Group, SegmentedControl } from "@mantine/core";
import { IconRefresh, IconShieldCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { sections, states } from "./describe-state.ts";
import { DownloadEvidenceButton } from "./download-evidence-button.tsx";
import { PromiseCounts } from "./promise-counts.tsx";
import { PromiseRow } from "./promise-row.tsx";
import { type Board, boardQuery, type KeptPromise, lookNow, type PromiseState } from "./queries.ts";

type Shown = PromiseState | "all";

/** Trust › Promises: every sentence of the policy, whether it holds, and the proof. */
export function PromisesPage() {
  const { organization } = useCurrent();
  const query = useQuery(boardQuery(organization.id));
  const [shown, setShown] = useState<Shown>("all");
  return (
    <Page title="Promises" tabs={<TrustIndex />} actions={<Actions />}>
      <QueryView query={query}>
        {(board) => (
          <>
            <PromiseCounts counts={board.counts} />
            <SegmentedControl
              my={14}
              aria-label="Which promises"
              value={shown}
              onChange={(value) => setShown(value)}
              data={[{ value: "all", label: "All" }, ...statesIn(board)]}
            />
            <Promises promises={board.promises.filter(({ state }) => shown === "all" || state === shown)} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

const statesIn = ({ counts }: Board) =>
  (Object.keys(states) as PromiseState[])
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => ({ value: state, label: states[state].label }));

function Promises({ promises }: { promises: KeptPromise[] }) {
  if (promises.length === 0)
    return (
      <Empty icon={IconShieldCheck} title="No promise is in this state">
        Choose another state to see the rest.
      </Empty>
    );
  const present = Object.entries(sections).filter(([section]) => promises.some((one) => one.section === section));
  return present.map(([section, title]) => (
    <Section key={section} title={title}>
      {promises
        .filter((one) => one.section === section)
        .map((one) => (
          <PromiseRow key={one.promise} promise={one} />
        ))}
    </Section>
  ));
}

function Actions() {
  return (
    <Group gap="xs">
      <DownloadEvidenceButton />
      <LookNow />
    </Group>
  );
}

function LookNow() {
  const client = useQueryClient();
  const { isOperator } = useCurrent();
  const look = useMutation({
    mutationFn: () => lookNow(),
    onSuccess: () => tell("Every promise was looked at."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ["promises"] }),
  });
  if (!isOperator) return null;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={15} />}
      loading={look.isPending}
      onClick={() => look.mutate()}
    >
      Look now
    </Button>
  );
}
