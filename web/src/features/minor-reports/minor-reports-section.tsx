import { Button, Table, Text } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import { type MinorReport, minorReportsQuery, type View } from "./queries.ts";

interface MinorReportsSectionProps {
  view: View;
  organizationId: string;
  mayDecide: boolean;
}

/** Accounts that somebody reported to be a child's, and until when somebody has to decide. */
export function MinorReportsSection({ view, organizationId, mayDecide }: MinorReportsSectionProps) {
  const query = useQuery(minorReportsQuery(view, organizationId));
  const [chosen, setChosen] = useState<MinorReport>();
  return (
    <Section
      title="Reported accounts"
      description="A reported account is suspended at once. Lift the report if its holder is old enough; without a decision the account is erased in time."
    >
      <QueryView query={query}>
        {({ reports }) =>
          reports.length === 0 ? (
            <Empty icon={IconUserOff} title="Nobody was reported">
              Members report an account in the list of members; parents and others by the public page of the
              organization.
            </Empty>
          ) : (
            <DataTable label="Reported accounts" columns={["Account", "Reason", "State", "Reported", ""]}>
              {reports.map((report) => (
                <Row key={report.id} report={report} onDecide={mayDecide ? setChosen : undefined} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
      {chosen && <DecideDialog view={view} report={chosen} onClose={() => setChosen(undefined)} />}
    </Section>
  );
}

const states: Record<MinorReport["state"], [label: string, tone: Tone]> = {
  open: ["To be decided", "bad"],
  lifted: ["Lifted", "off"],
  removing: ["Being erased", "warn"],
};
const relations: Record<MinorReport["relation"], string> = {
  member: "A member",
  guardian: "A parent or guardian",
  other: "Somebody else",
};

function Row({ report, onDecide }: { report: MinorReport; onDecide: ((report: MinorReport) => void) | undefined }) {
  const [label, tone] = states[report.state];
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm">{report.name}</Text>
        <Text fz="xs" c="dimmed" className="anywhere">
          {report.email}
        </Text>
      </Table.Td>
      <Table.Td className="anywhere">
        <Text fz="xs" c="dimmed">
          {relations[report.relation]}
        </Text>
        {report.decision_reason ?? report.reason}
      </Table.Td>
      <Table.Td>
        <StatusDot tone={tone}>{label}</StatusDot>
        {report.state === "open" && (
          <Text fz="xs" c="dimmed">
            erased by <Time value={report.removed_by} show="full" />
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Time value={report.reported_at} show="full" />
      </Table.Td>
      <Table.Td>
        {report.state === "open" && onDecide && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Decide over ${report.name}`}
            onClick={() => onDecide(report)}
          >
            Decide…
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
