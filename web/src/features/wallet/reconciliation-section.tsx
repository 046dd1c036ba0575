import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { countOf } from "../../design/format.ts";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type Check, reconciliationQuery } from "./queries.ts";

/** Whether what was charged is what the calls' own records say. */
export function ReconciliationSection() {
  const { organization } = useCurrent();
  const query = useQuery(reconciliationQuery(organization.id));
  return (
    <Section
      title="Books"
      description="Every hour each call is compared with its entries, and each balance with what it sums up, to the micro-credit."
    >
      <QueryView query={query} skeleton={<TextSkeleton lines={2} />}>
        {({ checks }) =>
          checks.length === 0 ? (
            <Text fz="sm" c="dimmed">
              Not compared yet. The first comparison is made within the hour.
            </Text>
          ) : (
            checks.map((check) => <CheckLine key={check.ledger} check={check} />)
          )
        }
      </QueryView>
    </Section>
  );
}

const names = { real: "Credits", sandbox: "Sandbox credits" } as const;

function CheckLine({ check: { ledger, calls, calls_off, sums_off, checked_at } }: { check: Check }) {
  const isEven = calls_off === 0 && sums_off === 0;
  const off = [
    calls_off > 0 && countOf(calls_off, "call differs from its entries", "calls differ from their entries"),
    sums_off > 0 && countOf(sums_off, "sum differs", "sums differ"),
  ].filter(Boolean);
  const state = isEven ? `${countOf(calls, "call agrees", "calls agree")} with the entries` : off.join(", ");
  return (
    <Group gap="xs" justify="space-between">
      <StatusDot tone={isEven ? "good" : "bad"}>
        {`${names[ledger]}: ${state}${isEven ? "" : ". Tell your operator"}`}
      </StatusDot>
      <Text fz="sm" c="dimmed">
        Compared <Time value={checked_at} />
      </Text>
    </Group>
  );
}
