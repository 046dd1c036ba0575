import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { answersQuery, type PolicyAnswer } from "./queries.ts";

const words: Record<PolicyAnswer["answer"], string> = {
  accepted: "Accepted",
  declined: "Declined",
  continued: "Went on",
};

/** What members said to which version, the newest first: for whoever publishes. */
export function AnswersSection() {
  const { organization, can } = useCurrent();
  const query = useQuery({ ...answersQuery(organization.id), enabled: can("policy.write") });
  if (!can("policy.write")) return null;
  return (
    <Section title="Answers" description="Going on under a version that is in effect counts as accepting it.">
      <QueryView query={query}>
        {(answers) =>
          answers.length === 0 ? (
            <Text fz="sm" c="dimmed">
              Nobody said anything yet.
            </Text>
          ) : (
            <DataTable label="Answers" columns={["Member", "Version", "Answer", "When"]}>
              {answers.map(({ id, name, user_id, version, answer, said_at }) => (
                <Table.Tr key={id}>
                  <Table.Td>{name ?? user_id}</Table.Td>
                  <Table.Td>{version}</Table.Td>
                  <Table.Td>{words[answer]}</Table.Td>
                  <Table.Td>
                    <Time value={said_at} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}
