import { Button, FileButton, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../../design/states/error-notice.tsx";
import { saveBlob } from "../../../design/save-blob.ts";
import { Section } from "../../../design/page/section.tsx";
import { tell } from "../../../design/states/tell.tsx";
import type { AgentSettings } from "../queries.ts";
import { givenOf } from "../variable-fields.tsx";
import { EvaluationCaseForm, type WrittenCase } from "./evaluation-case.tsx";
import { readCheck, writeCheck } from "./evaluation-checks.ts";
import {
  type EvaluationCase,
  type EvaluationSet,
  evaluationSetQuery,
  keepEvaluationSet,
} from "./evaluation-queries.ts";

const write = ({ name, text, sandbox, variables, checks }: EvaluationCase): WrittenCase => ({
  key: crypto.randomUUID(),
  name,
  text,
  sandbox,
  variables,
  checks: checks.map((check) => ({ key: crypto.randomUUID(), kind: check.kind, text: writeCheck(check) })),
});

const read = ({ name, text, sandbox, variables, checks }: WrittenCase): EvaluationCase => ({
  name,
  text,
  ...(sandbox && { sandbox }),
  ...(variables && Object.keys(givenOf(variables)).length > 0 && { variables: givenOf(variables) }),
  checks: checks.map((check) => readCheck(check.kind, check.text)),
});

/** The cases of an agent: written here, or taken from and to another agent as a file. */
export function EvaluationCases({ set, variables }: { set: EvaluationSet; variables: AgentSettings["variables"] }) {
  const client = useQueryClient();
  const [cases, setCases] = useState(() => set.cases.map(write));
  const [error, setError] = useState<unknown>(null);
  const keep = async (wanted: () => EvaluationCase[] | Promise<EvaluationCase[]>) => {
    setError(null);
    try {
      const kept = await keepEvaluationSet(set.agent_id, await wanted());
      client.setQueryData(evaluationSetQuery(set.agent_id).queryKey, kept);
      setCases(kept.cases.map(write));
      await client.invalidateQueries({ queryKey: ["evaluations", set.agent_id] });
      tell("Saved. Run it to see how the draft does.");
    } catch (failed) {
      setError(failed);
    }
  };
  const add = () => setCases([...cases, write({ name: "", text: "", checks: [{ kind: "contains", text: "" }] })]);
  const take = (file: File | null) => file && void keep(async () => JSON.parse(await file.text()) as EvaluationCase[]);
  const give = () =>
    saveBlob(new Blob([JSON.stringify(set.cases, null, 2)], { type: "application/json" }), "evaluation-cases.json");
  return (
    <Section
      title="Cases"
      description="What it is asked, and what its answer has to be like. All checks of a case have to hold."
      action={
        <Group gap="xs">
          <FileButton accept="application/json" onChange={take}>
            {(props) => (
              <Button {...props} size="xs" variant="default">
                Import
              </Button>
            )}
          </FileButton>
          <Button size="xs" variant="default" onClick={give} disabled={set.cases.length === 0}>
            Export
          </Button>
        </Group>
      }
    >
      <Stack>
        {cases.map((one) => (
          <EvaluationCaseForm
            key={one.key}
            one={one}
            variables={variables}
            onChange={(changed) => setCases(cases.map((other) => (other.key === one.key ? changed : other)))}
            onRemove={() => setCases(cases.filter(({ key }) => key !== one.key))}
          />
        ))}
        {error !== null && <ErrorNotice error={error} />}
        <Group gap="xs">
          <Button variant="default" onClick={add} disabled={cases.length >= 50}>
            Add a case
          </Button>
          <Button onClick={() => void keep(() => cases.map(read))}>Save cases</Button>
        </Group>
      </Stack>
    </Section>
  );
}
