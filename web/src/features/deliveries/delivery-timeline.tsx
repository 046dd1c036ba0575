import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CodeBlock } from "../../design/code-block.tsx";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { QueryView } from "../../design/query-view.tsx";
import { tell } from "../../design/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { cancelDelivery, type DeliveryDetails, deliveryQuery, replayDelivery, settleDelivery } from "./queries.ts";

/** From the wish to the answer of the other side, with what can be done at each end. */
export function DeliveryTimeline({ id }: { id: string }) {
  const { workspace } = useCurrent();
  const query = useQuery(deliveryQuery(workspace.id, id));
  return (
    <QueryView query={query}>
      {(delivery) => (
        <Stack gap="xs" pb={12}>
          <Text fz="sm">
            Asked for <Time value={delivery.created_at} />
            {delivery.about && ` for ${delivery.about}`}
          </Text>
          {delivery.timeline.map((attempt) => (
            <Attempt key={attempt.id} attempt={attempt} />
          ))}
          {delivery.next_at && (
            <Text fz="sm">
              Looked at next <Time value={delivery.next_at} />
            </Text>
          )}
          {delivery.explanation && (
            <Text fz="sm">
              {delivery.explanation.title} {delivery.explanation.help}
            </Text>
          )}
          <Actions delivery={delivery} />
        </Stack>
      )}
    </QueryView>
  );
}

type Tried = DeliveryDetails["timeline"][number];

const happened: Record<Tried["state"], string> = {
  running: "on its way",
  succeeded: "arrived",
  failed: "failed",
  unknown: "not known whether it arrived",
};

const namesOf: Partial<Record<Tried["what"], string>> = {
  confirm: "The other side was asked",
  report: "The other side reported",
};

function Attempt({ attempt }: { attempt: Tried }) {
  const { number, what, state, started_at, status, total_ms, explanation, request, response } = attempt;
  const name = namesOf[what] ?? `Attempt ${number}`;
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

function Actions({ delivery }: { delivery: DeliveryDetails }) {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; said: string }) => run(),
    onSuccess: (_, { said }) => {
      tell(said);
      return client.invalidateQueries({ queryKey: ["deliveries", workspace.id] });
    },
  });
  if (!can("deliveries.write")) return null;
  const { id, state, ended_at } = delivery;
  const isWaiting = state === "intent" || state === "retry_wait" || state === "unconfirmed";
  const button = (label: string, said: string, run: () => Promise<unknown>) => (
    <Button size="compact-sm" variant="default" loading={act.isPending} onClick={() => act.mutate({ run, said })}>
      {label}
    </Button>
  );
  return (
    <>
      <Group gap="xs">
        {ended_at && button("Send once more", "It is being sent.", () => replayDelivery(id))}
        {isWaiting && button("Cancel", "It is canceled.", () => cancelDelivery(id))}
        {state === "unconfirmed" && button("It arrived", "Noted.", () => settleDelivery(id, true))}
        {state === "unconfirmed" && button("It did not: send it", "It is being sent.", () => settleDelivery(id, false))}
      </Group>
      {act.error && <ErrorNotice error={act.error} />}
    </>
  );
}
