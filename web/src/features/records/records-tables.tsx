import { Anchor, Table, Text } from "@mantine/core";
import { DataTable } from "../../design/tables/data-table.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import type { Records } from "./queries.ts";

const bases = {
  contract: "Contract",
  consent: "Consent",
  legal_obligation: "Legal duty",
  legitimate_interest: "Legitimate interest",
};

const Words = ({ of }: { of: readonly string[] }) => <Text fz="sm">{of.length > 0 ? of.join(", ") : "—"}</Text>;

export function ProcessingTable({ records }: { records: Records }) {
  return (
    <DataTable
      label="Record of processing"
      columns={["Purpose", "Rests on", "Of whom", "Data", "Recipients", "Kept"]}
      minWidth={900}
    >
      {records.processing.map((one) => (
        <Table.Tr key={one.purpose}>
          <Table.Td>{one.says}</Table.Td>
          <Table.Td>
            {bases[one.basis]}
            {one.assessment && (
              <Text fz="xs" c="dimmed">
                {one.assessment}
              </Text>
            )}
          </Table.Td>
          <Table.Td>
            <Words of={one.subjects} />
          </Table.Td>
          <Table.Td>
            <Words of={one.categories} />
          </Table.Td>
          <Table.Td>
            <Words of={one.recipients} />
          </Table.Td>
          <Table.Td>
            <Words of={one.kept} />
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

/** One line for all that stays equally long; the CSV has one for each table. */
export function RetentionTable({ records }: { records: Records }) {
  const groups = Object.values(
    Object.groupBy(records.retention, (one) => `${one.of}|${one.kept}|${one.after_erasure}`),
  );
  return (
    <DataTable label="Retention" columns={["Of whom", "Data", "Kept"]} minWidth={640}>
      {groups.flatMap((rows) => {
        const [first] = rows ?? [];
        if (!first) return [];
        const { of, kept, after_erasure } = first;
        return (
          <Table.Tr key={`${of} ${kept} ${after_erasure ?? ""}`}>
            <Table.Td>{of}</Table.Td>
            <Table.Td>
              <Words of={unique(rows!.flatMap(({ categories }) => categories))} />
            </Table.Td>
            <Table.Td>
              {kept}
              {after_erasure && (
                <Text fz="xs" c="dimmed">
                  After an erasure {after_erasure}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        );
      })}
    </DataTable>
  );
}

const unique = (words: readonly string[]) => [...new Set(words)].toSorted();

export function TransfersTable({ records: { transfers } }: { records: Records }) {
  if (transfers.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        Nobody outside receives personal data.
      </Text>
    );
  return (
    <DataTable label="Recipients and transfers" columns={["Recipient", "Country", "Safeguard", "Keeps it", "Now"]}>
      {transfers.map((one) => (
        <Table.Tr key={one.recipient}>
          <Table.Td>
            <Anchor href={one.policy_url} target="_blank" rel="noreferrer noopener" fz="sm">
              {one.recipient}
            </Anchor>
            <Text fz="xs" c="dimmed">
              {one.purposes.join(", ").replaceAll("_", " ")}: {one.data_categories.join(", ")}
            </Text>
          </Table.Td>
          <Table.Td>{one.country}</Table.Td>
          <Table.Td>{one.is_third_country ? one.safeguard : "Not needed"}</Table.Td>
          <Table.Td>{one.retention_days} days</Table.Td>
          <Table.Td>
            {one.obstacle === "not_in_effect" && one.effective_at ? (
              <>
                From <Time value={one.effective_at} show="date" />
              </>
            ) : one.obstacle ? (
              <StatusDot tone="off">Receives nothing</StatusDot>
            ) : (
              <StatusDot tone="good">Receives data</StatusDot>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

export function CookiesTable({ records }: { records: Records }) {
  return (
    <DataTable label="Cookies" columns={["Cookie", "What for", "Lasts"]}>
      {records.cookies.map(({ name, says, lasts }) => (
        <Table.Tr key={name}>
          <Table.Td className="mono">{name}</Table.Td>
          <Table.Td>{says}</Table.Td>
          <Table.Td>{lasts}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

export function CcpaTable({ records }: { records: Records }) {
  return (
    <DataTable
      label="Categories under California's law"
      columns={["Category", "Collected", "What for", "Kept", "Sold or shared"]}
      minWidth={860}
    >
      {records.ccpa.map((one) => (
        <Table.Tr key={one.category}>
          <Table.Td>{one.says}</Table.Td>
          <Table.Td>{one.is_collected ? <Words of={one.examples} /> : "No"}</Table.Td>
          <Table.Td>
            <Words of={one.purposes} />
          </Table.Td>
          <Table.Td>
            <Words of={one.kept} />
          </Table.Td>
          <Table.Td>Never</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}
