import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Markdown } from "../../design/text/markdown.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { Credits } from "../wallet/credits.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { runStates } from "./describe-state.ts";
import { cancelRun, deleteRun, isOver, runQuery, type RunTrace } from "./queries.ts";
import { NotRemembered } from "./not-remembered.tsx";
import { RunBudgets } from "./run-budgets.tsx";
import { StepView } from "./step-view.tsx";

export function RunPage() {
  const { runId } = useParams({ from: "/app/runs/$runId" });
  const query = useQuery(runQuery(runId));
  return (
    <Page title={query.data ? `Run of ${query.data.agent_name}` : "Run"} narrow>
      <QueryView query={query}>{(run) => <Trace run={run} />}</QueryView>
    </Page>
  );
}

function Trace({ run }: { run: RunTrace }) {
  const [label, tone] = runStates[run.state];
  return (
    <Stack>
      <Section title="How it is" action={<Actions run={run} />}>
        <Group gap="xs">
          <StatusDot tone={tone}>{label}</StatusDot>
          {run.sandbox && <Badge variant="light">sandbox</Badge>}
          {run.rehearsal && <Badge variant="light">evaluation: nothing was changed outside</Badge>}
          {run.untrusted && <Badge color="yellow">Something from outside is in context</Badge>}
        </Group>
        <Text fz="sm" c="dimmed" mt={6}>
          {run.steps} of {run.steps_max} steps · <Credits value={run.cost_micros} />
          {run.budget_micros !== null && (
            <>
              {" "}
              of <Credits value={run.budget_micros} />
            </>
          )}{" "}
          credits · begun <Time value={run.created_at} />
        </Text>
        {run.reason && (
          <Text fz="sm" mt={6}>
            Why it ended: <code>{run.reason}</code>
          </Text>
        )}
        {run.not_remembered && <NotRemembered counts={run.not_remembered} />}
      </Section>
      <RunBudgets run={run} />
      {run.trace.map((step) => (
        <StepView key={step.id} step={step} />
      ))}
      {run.output && (
        <Section title="What it said in the end">
          <Markdown text={run.output} isLive={false} />
        </Section>
      )}
    </Stack>
  );
}

function Actions({ run }: { run: RunTrace }) {
  const { can, workspace } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const [isAsking, asking] = useDisclosure();
  if (!can("runs.write")) return null;
  const attempt = (work: () => Promise<void>) => {
    setError(null);
    work().catch(setError);
  };
  const stop = async () => {
    await cancelRun(run.id);
    await client.invalidateQueries({ queryKey: ["run", run.id] });
    tell("The run is being stopped.");
  };
  const drop = async () => {
    await deleteRun(run.id);
    await client.invalidateQueries({ queryKey: ["runs", workspace.id] });
    tell("The run is deleted, with all that was said in it.");
    await navigate({ to: "/runs" });
  };
  return (
    <div>
      {isOver(run) ? (
        <Button size="xs" variant="default" onClick={asking.open}>
          Delete…
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => attempt(stop)}>
          Stop
        </Button>
      )}
      {error !== null && !isAsking && <ErrorNotice error={error} />}
      {isAsking && (
        <ConfirmDialog
          title="Delete this run?"
          action="Delete run"
          error={error}
          onConfirm={() => attempt(drop)}
          onClose={asking.close}
        >
          Its steps go, with all that was asked and answered in them. There is no way back; what it cost stays counted.
        </ConfirmDialog>
      )}
    </div>
  );
}
