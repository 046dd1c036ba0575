import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { AnchorLink } from "../../design/links.tsx";
import { Time } from "../../design/time.tsx";
import type { DeliveryDetails } from "./queries.ts";
import { stateWords } from "./states.ts";

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

function Consequence({ event: { type, timestamp, told } }: { event: Event }) {
  return (
    <div style={{ borderLeft: "2px solid var(--line)", paddingLeft: 12 }}>
      <Text fz="sm">
        <strong>{type}</strong> followed <Time value={timestamp} />
        {told.length === 0 && ". No webhook endpoint listens to it."}
      </Text>
      {told.map(({ delivery_id, endpoint, state, status, total_ms }) => (
        <Text key={delivery_id} fz="sm" pl={12} className="anywhere">
          <DeliveryLink id={delivery_id}>Told to {endpoint ?? "an endpoint"}</DeliveryLink>: {stateWords[state]}
          {status !== null && `, your server answered ${status}`}
          {total_ms !== null && ` in ${total_ms} ms`}
        </Text>
      ))}
    </div>
  );
}
