import { Button, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserShield } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { CopyField } from "../../design/text/copy-field.tsx";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AddRepresentativeDialog } from "./add-representative-dialog.tsx";
import { type Representative, removeRepresentative, representativesQuery } from "./queries.ts";

/** Who may ask for people by signed messages, and where they send them. */
export function RepresentativesSection() {
  const { organization, can } = useCurrent();
  const query = useQuery(representativesQuery(organization.id));
  const [isAdding, adding] = useDisclosure();
  return (
    <Section
      title="Representatives"
      description="Companies that ask for people they represent, by signed messages of the Data Rights Protocol. What they ask appears above; the answer goes to the person."
      action={
        can("rights_requests.write") && (
          <Button size="xs" variant="default" onClick={adding.open}>
            Add
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(found) =>
          found.length === 0 ? (
            <Empty icon={IconUserShield} title="Nobody asks by signed messages">
              Add an authorised agent with its key, and it can exercise rights of people without a form.
            </Empty>
          ) : (
            <>
              <CopyField label="Where they send" value={`${location.origin}/api/v1/drp/${organization.id}`} />
              <Representatives found={found} />
            </>
          )
        }
      </QueryView>
      {isAdding && <AddRepresentativeDialog onClose={adding.close} />}
    </Section>
  );
}

function Representatives({ found }: { found: Representative[] }) {
  const { can } = useCurrent();
  const [leaving, setLeaving] = useState<Representative>();
  return (
    <>
      <DataTable label="Representatives" columns={["Name", "Id", "Addresses", "Last connected", ""]}>
        {found.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td className="anywhere">{one.name}</Table.Td>
            <Table.Td className="anywhere">{one.agent_code}</Table.Td>
            <Table.Td>{one.vouches ? "Relied on where verified" : "Each person is asked"}</Table.Td>
            <Table.Td>{one.token_at ? <Time value={one.token_at} show="date" /> : "Not yet"}</Table.Td>
            <Table.Td>
              {can("rights_requests.write") && (
                <Button size="compact-sm" variant="default" onClick={() => setLeaving(one)}>
                  Remove…
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
      {leaving && <RemoveDialog representative={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function RemoveDialog({ representative, onClose }: { representative: Representative; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeRepresentative(representative.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["representatives"] });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title="Remove a representative"
      action={`Remove ${representative.name}`}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Its messages count for nothing from then on. What it asked before goes on, and is answered to the people.
    </ConfirmDialog>
  );
}
