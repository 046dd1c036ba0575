import { Badge, Stack, Table, Text } from "@mantine/core";
import { IconChecklist } from "@tabler/icons-react";
import { Empty } from "../../../design/states/empty.tsx";
import { AnchorLink } from "../../../design/page/links.tsx";
import { Time } from "../../../design/time.tsx";
import { Credits } from "../../wallet/credits.tsx";
import { DeleteEvaluation } from "./delete-evaluation.tsx";
import type { Evaluation } from "./evaluation-queries.ts";

const nameOf = ({ agent_version }: Evaluation) => (agent_version === null ? "Draft" : `Version ${agent_version}`);

/** The last evaluations side by side, a row for each case. */
export function EvaluationResults({ evaluations }: { evaluations: readonly Evaluation[] }) {
  if (evaluations.length === 0)
    return (
      <Empty icon={IconChecklist} title="Not tried yet">
        Write cases below and run them: each version is then compared with the one before.
      </Empty>
    );
  const names = [...new Set(evaluations.flatMap(({ results }) => results.map(({ name }) => name)))];
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Case</Table.Th>
            {evaluations.map((one) => (
              <Table.Th key={one.id}>
                <Text fz="sm" fw={600}>
                  {nameOf(one)} {one.is_current && <Badge>as it is now</Badge>}
                </Text>
                <Text fz="sm" c="dimmed">
                  {one.passed} of {one.cases} · <Credits value={one.cost_micros} /> credits ·{" "}
                  <Time value={one.created_at} />
                </Text>
                <DeleteEvaluation evaluation={one} name={nameOf(one)} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              {evaluations.map((one) => (
                <Table.Td key={one.id} style={{ verticalAlign: "top" }}>
                  <CaseResult evaluation={one} name={name} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const words = {
  pending: ["Under way", undefined],
  passed: ["Passed", "var(--good)"],
  failed: ["Failed", "var(--bad)"],
} as const;

function CaseResult({ evaluation, name }: { evaluation: Evaluation; name: string }) {
  const result = evaluation.results.find((one) => one.name === name);
  if (!result) return <Text fz="sm">–</Text>;
  const [label, color] = words[result.state];
  return (
    <Stack gap={2}>
      <AnchorLink to="/runs/$runId" params={{ runId: result.run_id }} {...(color && { c: color })}>
        {label}
      </AnchorLink>
      {result.outcomes
        .filter(({ passed }) => !passed)
        .map((outcome) => (
          <Text key={`${outcome.kind}${outcome.why ?? ""}`} fz="sm" c="dimmed" className="anywhere">
            {outcome.kind.replaceAll("_", " ")}
            {outcome.why && `: ${outcome.why}`}
          </Text>
        ))}
    </Stack>
  );
}
