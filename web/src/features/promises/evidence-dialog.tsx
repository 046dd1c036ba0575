import { Code, List, Modal, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type Evidence, evidenceQuery, type KeptPromise } from "./queries.ts";

const outcomes = {
  kept: { tone: "good", label: "Kept" },
  broken: { tone: "bad", label: "Broken" },
  failed: { tone: "warn", label: "Could not be looked at" },
} as const;

/** What keeps a promise, and what was seen each time it was looked at. */
export function EvidenceDialog({ promise, onClose }: { promise: KeptPromise; onClose: () => void }) {
  const { organization } = useCurrent();
  const query = useQuery(evidenceQuery(organization.id, promise.promise));
  return (
    <Modal opened onClose={onClose} size="xl" title={promise.promise}>
      <Stack>
        <Text fz="sm">{promise.says}</Text>
        {promise.enforced_by.length > 0 && <Binding promise={promise} />}
        <QueryView query={query}>
          {(evidence) =>
            evidence.length === 0 ? (
              <Text fz="sm" c="dimmed">
                Nothing was looked at yet.
              </Text>
            ) : (
              <DataTable label="What was seen" columns={["When", "Outcome", "What was seen", "Place in the log"]}>
                {evidence.map((one) => (
                  <EvidenceRow key={one.id} evidence={one} />
                ))}
              </DataTable>
            )
          }
        </QueryView>
      </Stack>
    </Modal>
  );
}

function Binding({ promise }: { promise: KeptPromise }) {
  return (
    <div>
      <Text fz="sm" fw={500}>
        Kept by
      </Text>
      <List size="sm" spacing={2}>
        {[...promise.enforced_by, ...promise.tests].map((name) => (
          <List.Item key={name}>
            <Code className="anywhere">{name}</Code>
          </List.Item>
        ))}
      </List>
      <Text fz="xs" c="dimmed" mt={4}>
        Looked at every {promise.every_minutes} minutes.
      </Text>
    </div>
  );
}

function EvidenceRow({ evidence }: { evidence: Evidence }) {
  const { tone, label } = outcomes[evidence.outcome];
  const saw = Object.entries(evidence.saw).map(([name, value]) => `${name.replaceAll("_", " ")}: ${String(value)}`);
  return (
    <Table.Tr>
      <Table.Td>
        <Time value={evidence.at} />
      </Table.Td>
      <Table.Td>
        <StatusDot tone={tone}>{label}</StatusDot>
      </Table.Td>
      <Table.Td className="anywhere">
        <Text fz="xs">{[...(evidence.wrong ? [evidence.wrong] : []), ...saw].join(" · ")}</Text>
      </Table.Td>
      <Table.Td className="mono">{evidence.leaf_index}</Table.Td>
    </Table.Tr>
  );
}
