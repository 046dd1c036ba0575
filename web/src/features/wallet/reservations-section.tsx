import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { Credits } from "./credits.tsx";
import { LedgerSwitch } from "./ledger-switch.tsx";
import { type Reservation, reservationsQuery } from "./queries.ts";
import { useLedger } from "./use-ledger.ts";

export function ReservationsSection() {
  const { organization } = useCurrent();
  const [ledger, choose] = useLedger();
  const query = useQuery(reservationsQuery(organization.id, ledger));
  return (
    <Section
      title="Reservations"
      description="What a call may cost is set aside before it is sent; what it did not need comes back."
      action={<LedgerSwitch value={ledger} onChange={choose} />}
    >
      <QueryView query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Text fz="sm" c="dimmed">
              No call has set anything aside yet.
            </Text>
          ) : (
            <DataTable label="Reservations" columns={["State", "Set aside", "Charged", "Model", "Since"]}>
              {data.map((reservation) => (
                <ReservationRow key={reservation.id} reservation={reservation} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

const states = {
  held: ["Held", "warn"],
  settled: ["Settled", "good"],
  released: ["Given back", "off"],
  expired: ["Expired", "off"],
} as const;

function ReservationRow({ reservation: { state, amount, charged, model, created_at } }: { reservation: Reservation }) {
  const [label, tone] = states[state];
  return (
    <Table.Tr>
      <Table.Td>
        <StatusDot tone={tone}>{label}</StatusDot>
      </Table.Td>
      <Table.Td>
        <Credits value={amount} />
      </Table.Td>
      <Table.Td>{charged === null ? "–" : <Credits value={charged} />}</Table.Td>
      <Table.Td>{model ?? "–"}</Table.Td>
      <Table.Td>
        <Time value={created_at} />
      </Table.Td>
    </Table.Tr>
  );
}
