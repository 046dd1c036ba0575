import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { AnchorLink } from "../../design/page/links.tsx";
import { Time } from "../../design/time.tsx";
import type { DeliveryDetails } from "./queries.ts";
import { stateWords } from "./states.ts";
import { useTargetNames } from "./use-target-names.ts";

type Event = DeliveryDetails["followed"][number];

/** Shows another effect on the same page. */
export const DeliveryLink = ({ id, children }: { id: string; children: ReactNode }) => (
  <AnchorLink to="/developers/deliveries" search={{ delivery: id }}>
    {children}
  </AnchorLink>
);

/** The events that followed from an effect, and what came back from the webhooks that told of them. */
export function Consequences({ delivery: { followed } }: { delivery: DeliveryDetails }) {
  return followed.map((event) => <Consequence key={event.id} event={event} />);
}

function describeAnswer(status: number | null, totalMs: number | null): string {
  if (totalMs === null) return status === null ? "" : `, your server answered ${status}`;
  return status === null ? `; no answer within ${totalMs} ms` : `, your server answered ${status} after ${totalMs} ms`;
}

function Consequence({ event: { type, timestamp, told } }: { event: Event }) {
  const { nameOf } = useTargetNames();
  return (
    <div style={{ borderLeft: "2px solid var(--line)", paddingLeft: 12 }}>
      <Text fz="sm">
        <strong>{type}</strong> followed <Time value={timestamp} />
        {told.length === 0 && ". No webhook endpoint listens to it."}
      </Text>
      {told.map(({ delivery_id, endpoint, state, status, total_ms }) => (
        <Text key={delivery_id} fz="sm" pl={12} className="anywhere">
          <DeliveryLink id={delivery_id}>Told to {endpoint === null ? "an endpoint" : nameOf(endpoint)}</DeliveryLink>:{" "}
          {stateWords[state]}
          {describeAnswer(status, total_ms)}
        </Text>
      ))}
    </div>
  );
}
