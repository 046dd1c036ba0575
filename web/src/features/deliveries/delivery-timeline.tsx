import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { WriteAgain } from "./write-again.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { Consequences, DeliveryLink } from "./consequences.tsx";
import { cancelDelivery, type DeliveryDetails, deliveryQuery, replayDelivery, settleDelivery } from "./queries.ts";

/** From the wish to the answer of the other side, with what can be done at each end. */
export function DeliveryTimeline({ id }: { id: string }) {
  const { workspace, can } = useCurrent();
  const query = useQuery(deliveryQuery(workspace.id, id));
  return (
    <QueryView query={query}>
      {(delivery) => (
        <Stack gap="xs" pb={12}>
          <Beginning delivery={delivery} />
          <Attempts delivery={delivery} />
          <Consequences delivery={delivery} />
          {can("deliveries.write") && (
            <>
              <DeliveryActions delivery={delivery} steer={ways} changes={["deliveries", workspace.id]} />
              <WriteAgain delivery={delivery} />
            </>
          )}
        </Stack>
      )}
    </QueryView>
  );
}

/** What it is about, and how long it lay in the queue. */
function Beginning({ delivery }: { delivery: DeliveryDetails }) {
  const { cause, call, about, created_at, first_tried_at } = delivery;
  const waitedMs = first_tried_at === null ? null : new Date(first_tried_at).getTime() - new Date(created_at).getTime();
  return (
    <div style={{ borderLeft: "2px solid var(--line)", paddingLeft: 12 }}>
      {cause && (
        <Text fz="sm">
          <strong>{cause.type}</strong> happened <Time value={cause.timestamp} />
          {cause.delivery_id && " to "}
          {cause.delivery_id && <DeliveryLink id={cause.delivery_id}>another effect</DeliveryLink>}
        </Text>
      )}
      {call && (
        <Text fz="sm">
          An agent used <strong>{call.tool}</strong> in{" "}
          <AnchorLink to="/runs/$runId" params={{ runId: call.run_id }}>
            this run
          </AnchorLink>
        </Text>
      )}
      <Text fz="sm">
        Asked for <Time value={created_at} />
        {waitedMs !== null && `, tried for the first time ${describeWait(waitedMs)} later`}
      </Text>
      {about && (
        <Text fz="xs" c="dimmed" className="anywhere">
          {about}
        </Text>
      )}
    </div>
  );
}

const describeWait = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

const ways: Steer = { replay: replayDelivery, cancel: cancelDelivery, settle: settleDelivery };

type Tried = Omit<DeliveryDetails["timeline"][number], "what" | "request" | "response" | "verdict" | "head_ms"> &
  Partial<Pick<DeliveryDetails["timeline"][number], "what" | "request" | "response" | "verdict">>;

type Tries = Pick<DeliveryDetails, "next_at" | "explanation"> & { timeline: Tried[] };

/** What was tried, what comes next, and why. */
export function Attempts({ delivery: { timeline, next_at, explanation } }: { delivery: Tries }) {
  return (
    <>
      {timeline.map((attempt) => (
        <Attempt key={attempt.id} attempt={attempt} />
      ))}
      {next_at && (
        <Text fz="sm">
          Looked at next <Time value={next_at} />
        </Text>
      )}
      {explanation && (
        <Text fz="sm">
          {explanation.title} {explanation.help}
        </Text>
      )}
    </>
  );
}

const happened: Record<Tried["state"], string> = {
  running: "on its way",
  succeeded: "arrived",
  failed: "failed",
  unknown: "not known whether it arrived",
};

const namesOf: Partial<Record<NonNullable<Tried["what"]>, string>> = {
  confirm: "The other side was asked",
  report: "The other side reported",
  settle: "Somebody looked",
};

function Attempt({ attempt }: { attempt: Tried }) {
  const { number, what, state, started_at, status, total_ms, explanation, request, response, verdict } = attempt;
  const name = (what && namesOf[what]) ?? `Attempt ${number}`;
  return (
    <div style={{ borderLeft: "2px solid var(--line)", paddingLeft: 12 }}>
      <Text fz="sm" fw={500}>
        {name}: {happened[state]}
        {status !== null && `, status ${status}`}
        {total_ms !== null && `, ${total_ms} ms`}
      </Text>
      <Text fz="xs" c="dimmed">
        <Time value={started_at} />
      </Text>
      {verdict === "redact" && <Text fz="sm">The guardrail masked something in it first.</Text>}
      {explanation && (
        <Text fz="sm">
          {explanation.title} {explanation.help}
        </Text>
      )}
      {request && <CodeBlock language="sent" code={JSON.stringify(request, null, 2)} />}
      {response && <CodeBlock language="answer" code={JSON.stringify(response, null, 2)} />}
    </div>
  );
}

export interface Steer {
  replay: (id: string) => Promise<unknown>;
  cancel: (id: string) => Promise<unknown>;
  settle: (id: string, happened: boolean) => Promise<unknown>;
}

interface DeliveryActionsProps {
  delivery: Pick<DeliveryDetails, "id" | "state" | "ended_at"> & Partial<Pick<DeliveryDetails, "replayable">>;
  steer: Steer;
  /** What is read anew afterwards. */
  changes: readonly string[];
}

/** What can be done with it as it stands. */
export function DeliveryActions({ delivery, steer, changes }: DeliveryActionsProps) {
  const { id, state, ended_at, replayable = ended_at !== null } = delivery;
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; said: string }) => run(),
    onSuccess: (_, { said }) => {
      tell(said);
      return client.invalidateQueries({ queryKey: changes });
    },
  });
  const isWaiting = state === "intent" || state === "retry_wait" || state === "unconfirmed";
  const button = (label: string, said: string, run: () => Promise<unknown>) => (
    <Button size="compact-sm" variant="default" loading={act.isPending} onClick={() => act.mutate({ run, said })}>
      {label}
    </Button>
  );
  return (
    <>
      <Group gap="xs">
        {replayable && button("Send once more", "It is being sent.", () => steer.replay(id))}
        {isWaiting && button("Cancel", "It is canceled.", () => steer.cancel(id))}
        {state === "unconfirmed" && button("It arrived", "Noted.", () => steer.settle(id, true))}
        {state === "unconfirmed" && button("It did not: send it", "It is being sent.", () => steer.settle(id, false))}
      </Group>
      {ended_at && !replayable && (
        <Text fz="sm" c="dimmed">
          Nothing is kept of what it said. Ask for it anew where it came from.
        </Text>
      )}
      {act.error && <ErrorNotice error={act.error} />}
    </>
  );
}
