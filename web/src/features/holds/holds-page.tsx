import { Button, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconGavel } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { describePredicate, describeState } from "./describe-hold.ts";
import { HoldDialog } from "./hold-dialog.tsx";
import { type Hold, holdsQuery } from "./queries.ts";

/** Trust › Holds: what is kept for a claim although it would be erased, who agreed, and until when that is looked at. */
export function HoldsPage() {
  const { workspace, can } = useCurrent();
  const query = useQuery({ ...holdsQuery(workspace.id), enabled: can("holds.read") });
  const [isAsking, asking] = useDisclosure();
  const [chosen, setChosen] = useState<Hold>();
  return (
    <Page title="Holds" tabs={<TrustIndex />}>
      <Section
        title="Legal holds"
        description="While one is in force, an erasure takes what is held from everyday use and locks it away for the claim alone. It is destroyed when you release the hold."
        action={
          can("holds.write") && (
            <Button size="xs" onClick={asking.open}>
              Ask for one
            </Button>
          )
        }
      >
        {can("holds.read") ? (
          <QueryView query={query}>
            {(holds) =>
              holds.length === 0 ? (
                <Empty icon={IconGavel} title="Nothing is held">
                  Where a claim needs data that somebody may ask to have erased, ask for a hold. Two people who did not
                  ask have to agree.
                </Empty>
              ) : (
                <HoldTable holds={holds} onOpen={setChosen} />
              )
            }
          </QueryView>
        ) : (
          <Empty icon={IconGavel} title="Holds are for owners, admins and auditors">
            Ask one of them if you need to know whether something is held.
          </Empty>
        )}
      </Section>
      {isAsking && <AskDialog onClose={asking.close} />}
      {chosen && <HoldDialog hold={chosen} onClose={() => setChosen(undefined)} />}
    </Page>
  );
}

function HoldTable({ holds, onOpen }: { holds: Hold[]; onOpen: (hold: Hold) => void }) {
  return (
    <DataTable label="Legal holds" columns={["Basis", "Whom", "State", "Kept", "Review", ""]}>
      {holds.map((hold) => {
        const [label, tone] = describeState(hold);
        return (
          <Table.Tr key={hold.id}>
            <Table.Td className="anywhere">{hold.basis.slice(0, 120)}</Table.Td>
            <Table.Td>{describePredicate(hold)}</Table.Td>
            <Table.Td>
              <StatusDot tone={tone}>{label}</StatusDot>
            </Table.Td>
            <Table.Td>{hold.ended > 0 ? `${hold.held}, of them ${hold.ended} erased` : hold.held}</Table.Td>
            <Table.Td>
              <Time value={hold.review_at} show="date" />
            </Table.Td>
            <Table.Td>
              <Button size="compact-sm" variant="default" onClick={() => onOpen(hold)}>
                See
              </Button>
            </Table.Td>
          </Table.Tr>
        );
      })}
    </DataTable>
  );
}
