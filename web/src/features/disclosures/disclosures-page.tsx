import { Button, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBuildingBank } from "@tabler/icons-react";
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
import { AskDialog } from "./ask-dialog.tsx";
import { CaseDialog } from "./case-dialog.tsx";
import { type Disclosure, disclosureCountsQuery, disclosuresQuery } from "./queries.ts";

/** Trust › Disclosures: which authority asked for whose data, who agreed, what was given, and whether they were told. */
export function DisclosuresPage() {
  const { can } = useCurrent();
  return (
    <Page title="Disclosures" tabs={<TrustIndex />}>
      {can("disclosures.read") ? (
        <Stack>
          <Cases />
          <Counts />
        </Stack>
      ) : (
        <Section title="Authorities that ask">
          <Empty icon={IconBuildingBank} title="Cases are for owners, admins and auditors">
            Ask one of them whether data was given to an authority.
          </Empty>
        </Section>
      )}
    </Page>
  );
}

function Cases() {
  const { workspace, can } = useCurrent();
  const query = useQuery(disclosuresQuery(workspace.id));
  const [isAsking, asking] = useDisclosure();
  const [chosen, setChosen] = useState<string>();
  return (
    <Section
      title="Authorities that ask"
      description="Data is given to an authority only by a case: with its basis and extent, the approval of two who did not open it, and a notice to whom it is about."
      action={
        can("disclosures.write") && (
          <Button size="xs" onClick={asking.open}>
            Open a case
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(cases) => (
          <>
            {cases.length === 0 ? (
              <Empty icon={IconBuildingBank} title="No authority has asked">
                When a court or an authority asks for what you keep about somebody, open a case here before you answer.
              </Empty>
            ) : (
              <CaseTable cases={cases} onOpen={setChosen} />
            )}
            {cases
              .filter(({ id }) => id === chosen)
              .map((one) => (
                <CaseDialog key={one.id} one={one} onClose={() => setChosen(undefined)} />
              ))}
          </>
        )}
      </QueryView>
      {isAsking && <AskDialog onClose={asking.close} />}
    </Section>
  );
}

function CaseTable({ cases, onOpen }: { cases: Disclosure[]; onOpen: (id: string) => void }) {
  return (
    <DataTable label="Cases" columns={["Who asks", "State", "Asked", "Told", ""]}>
      {cases.map((one) => {
        const [label, tone] = describeState(one);
        return (
          <Table.Tr key={one.id}>
            <Table.Td className="anywhere">{one.authority.slice(0, 120)}</Table.Td>
            <Table.Td>
              <StatusDot tone={tone}>{label}</StatusDot>
            </Table.Td>
            <Table.Td>
              <Time value={one.asked_at} show="date" />
            </Table.Td>
            <Table.Td>{describeNotice(one)}</Table.Td>
            <Table.Td>
              <Button size="compact-sm" variant="default" onClick={() => onOpen(one.id)}>
                See
              </Button>
            </Table.Td>
          </Table.Tr>
        );
      })}
    </DataTable>
  );
}

function describeState({ state, is_notice_due }: Disclosure): [string, Tone] {
  if (state === "asked") return ["Waits for two approvals", "warn"];
  if (state === "refused") return ["Refused", "off"];
  if (state === "approved") return ["Approved, not handed out", "warn"];
  return is_notice_due ? ["Handed out, to be told", "bad"] : ["Handed out", "good"];
}

function describeNotice({ told_at, withheld_until }: Disclosure) {
  if (told_at) return <Time value={told_at} show="date" />;
  if (!withheld_until) return "Not yet";
  return (
    <>
      Not before <Time value={withheld_until} show="date" />
    </>
  );
}

function Counts() {
  const { workspace } = useCurrent();
  const query = useQuery(disclosureCountsQuery(workspace.id));
  return (
    <Section title="For a transparency report" description="Counts alone; they name nobody.">
      <QueryView query={query}>
        {(years) =>
          years.length === 0 ? (
            <Text fz="sm" c="dimmed">
              Nothing to count so far.
            </Text>
          ) : (
            <DataTable
              label="By year"
              columns={["Year", "Asked", "Refused", "Handed out", "Told", "Withheld"]}
              minWidth={420}
            >
              {years.map(({ year, asked, refused, handed_out, told, withheld }) => (
                <Table.Tr key={year}>
                  <Table.Td>{year}</Table.Td>
                  <Table.Td>{asked}</Table.Td>
                  <Table.Td>{refused}</Table.Td>
                  <Table.Td>{handed_out}</Table.Td>
                  <Table.Td>{told}</Table.Td>
                  <Table.Td>{withheld}</Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}
