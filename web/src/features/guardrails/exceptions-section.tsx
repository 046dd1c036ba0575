import { Button, Table } from "@mantine/core";
import { IconEyeCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { classesQuery, deleteException, exceptionsQuery, type GuardrailException } from "./queries.ts";

/** What somebody said is no such thing. */
export function ExceptionsSection() {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const query = useQuery(exceptionsQuery(workspace.id));
  const remove = useMutation({
    mutationFn: deleteException,
    onSuccess: () => {
      tell("It is found again from the next call on.");
      return client.invalidateQueries(exceptionsQuery(workspace.id));
    },
  });
  return (
    <Section
      title="Exceptions"
      description="What somebody said is not personal leaves as it is. The values are not kept, only keyed hashes of them: a note says which is which."
    >
      {remove.error && <ErrorNotice error={remove.error} />}
      <QueryView query={query}>
        {(exceptions) =>
          exceptions.length === 0 ? (
            <Empty icon={IconEyeCheck} title="No exceptions">
              Where something harmless is found again and again, say so once, and it leaves as it is.
            </Empty>
          ) : (
            <DataTable label="Exceptions" columns={["Not", "Note", "Since", ""]} minWidth={600}>
              {exceptions.map((one) => (
                <Row
                  key={one.id}
                  exception={one}
                  onRemove={can("guardrails.write") ? () => remove.mutate(one.id) : undefined}
                />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

type RowProps = { exception: GuardrailException; onRemove: (() => void) | undefined };

function Row({ exception, onRemove }: RowProps) {
  const { workspace } = useCurrent();
  const classes = useQuery(classesQuery(workspace.id));
  const { class: id, note, created_at } = exception;
  const words = classes.data?.data.find((one) => one.class === id)?.words ?? id;
  return (
    <Table.Tr>
      <Table.Td>{words}</Table.Td>
      <Table.Td className="anywhere">{note ?? "No note"}</Table.Td>
      <Table.Td>
        <Time value={created_at} />
      </Table.Td>
      <Table.Td ta="right">
        {onRemove && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Take back: not ${words}${note ? `, ${note}` : ""}`}
            onClick={onRemove}
          >
            Take back
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
