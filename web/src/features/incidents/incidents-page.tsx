import { Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconShieldExclamation } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { DeclareDialog } from "./declare-dialog.tsx";
import { IncidentDialog } from "./incident-dialog.tsx";
import { type Incident, incidentsQuery, noticesQuery } from "./queries.ts";

/** Trust › Incidents: what went wrong with data, until when the authority has to know, and what members were told. */
export function IncidentsPage() {
  const { can } = useCurrent();
  return (
    <Page title="Incidents" tabs={<TrustIndex />}>
      {can("incidents.read") && <Incidents />}
      <Notices />
    </Page>
  );
}

function Incidents() {
  const { organization, can } = useCurrent();
  const query = useQuery(incidentsQuery(organization.id));
  const [isDeclaring, declaring] = useDisclosure();
  const [chosen, setChosen] = useState<string>();
  return (
    <Section
      title="Incidents and drills"
      description="The authority has to know within 72 hours. A drill twice a year shows that you can."
      action={
        can("incidents.write") && (
          <Button size="xs" onClick={declaring.open}>
            Declare
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(incidents) =>
          incidents.length === 0 ? (
            <Empty icon={IconShieldExclamation} title="Nothing has happened">
              When data was lost, stolen or seen by the wrong people, declare it here: the clock starts, and the form
              for the authority is filled in.
            </Empty>
          ) : (
            <IncidentTable incidents={incidents} onOpen={setChosen} />
          )
        }
      </QueryView>
      {isDeclaring && <DeclareDialog onClose={declaring.close} />}
      {chosen && <IncidentDialog id={chosen} onClose={() => setChosen(undefined)} />}
    </Section>
  );
}

function IncidentTable({ incidents, onOpen }: { incidents: Incident[]; onOpen: (id: string) => void }) {
  return (
    <DataTable label="Incidents" columns={["What", "State", "Authority by", "Known since", ""]}>
      {incidents.map((incident) => {
        const [label, tone] = describeState(incident);
        return (
          <Table.Tr key={incident.id}>
            <Table.Td className="anywhere">{incident.nature.slice(0, 120)}</Table.Td>
            <Table.Td>
              <StatusDot tone={tone}>{incident.is_drill ? `Drill: ${label.toLowerCase()}` : label}</StatusDot>
            </Table.Td>
            <Table.Td>
              <Time value={incident.due_at} show="full" />
            </Table.Td>
            <Table.Td>
              <Time value={incident.aware_at} show="full" />
            </Table.Td>
            <Table.Td>
              <Button size="compact-sm" variant="default" onClick={() => onOpen(incident.id)}>
                See
              </Button>
            </Table.Td>
          </Table.Tr>
        );
      })}
    </DataTable>
  );
}

function describeState({ reported_at, is_late }: Incident): [string, Tone] {
  if (reported_at) return is_late ? ["Reported late", "warn"] : ["Reported in time", "good"];
  return is_late ? ["Overdue", "bad"] : ["To be reported", "warn"];
}

function Notices() {
  const { organization } = useCurrent();
  const query = useQuery(noticesQuery(organization.id));
  return (
    <Section title="What members were told">
      <QueryView query={query}>
        {({ notices }) =>
          notices.length === 0 ? (
            <Text fz="sm" c="dimmed">
              Nothing so far.
            </Text>
          ) : (
            notices.map(({ id, notice, notified_at }) => (
              <div key={id}>
                <Text fz="xs" c="dimmed">
                  <Time value={notified_at} show="full" />
                </Text>
                <Text fz="sm" className="wraps">
                  {notice}
                </Text>
              </div>
            ))
          )
        }
      </QueryView>
    </Section>
  );
}
