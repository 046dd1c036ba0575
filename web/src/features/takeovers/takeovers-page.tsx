import { Button, Table, Text } from "@mantine/core";
import { IconBuildingBank } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { AnnounceDialog } from "./announce-dialog.tsx";
import { type AnnouncedTakeover, announcedTakeoversQuery, withdrawTakeover } from "./queries.ts";

/** Operator › Takeover: that somebody else takes the service over, and what people said to it. */
export function TakeoversPage() {
  const query = useQuery(announcedTakeoversQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <Page title="Takeover" tabs={<OperatorIndex />}>
      <Section
        title="Somebody else takes the service over"
        description="Everybody with an account is told by mail and on every page, at least as long before as every policy here promises."
        action={
          <Button size="xs" onClick={() => setOpen(true)}>
            Announce
          </Button>
        }
      >
        <QueryView query={query}>
          {(takeovers) =>
            takeovers.length === 0 ? (
              <Empty icon={IconBuildingBank} title="Nothing is announced">
                Before a sale, a merger or handing over to another company, announce it here.
              </Empty>
            ) : (
              <DataTable label="Takeovers" columns={["By", "From", "Told", "Agreed", "Objected", ""]}>
                {takeovers.map((one) => (
                  <Row key={one.id} takeover={one} />
                ))}
              </DataTable>
            )
          }
        </QueryView>
      </Section>
      {isOpen && <AnnounceDialog onClose={() => setOpen(false)} />}
    </Page>
  );
}

function Row({ takeover }: { takeover: AnnouncedTakeover }) {
  const { id, successor, country, effective_at, withdrawn_at, told, agreed, objected } = takeover;
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawTakeover(id),
    onSuccess: () => tell("Called off. It is shown to nobody any more; who was told by mail is not written to again."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ["takeovers"] }),
  });
  const isAhead = withdrawn_at === null && Date.parse(effective_at) > Date.now();
  return (
    <Table.Tr>
      <Table.Td>
        {successor} ({country})
      </Table.Td>
      <Table.Td>
        <Time value={effective_at} show="date" />
      </Table.Td>
      <Table.Td>{told}</Table.Td>
      <Table.Td>{agreed}</Table.Td>
      <Table.Td>{objected}</Table.Td>
      <Table.Td>
        {isAhead ? (
          <Button size="compact-xs" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Call off
          </Button>
        ) : (
          <Text fz="sm" c="dimmed">
            {withdrawn_at === null ? "In effect" : "Called off"}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
