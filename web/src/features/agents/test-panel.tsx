import { Button, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { Section } from "../../design/page/section.tsx";
import { startRun } from "../runs/queries.ts";
import { RunCard } from "../runs/run-card.tsx";
import { type Agent, variablesQuery } from "./queries.ts";
import { VariableFields } from "./variable-fields.tsx";

export function TestPanel({ agent }: { agent: Agent }) {
  const variables = useQuery(variablesQuery(agent.id));
  const [text, setText] = useState("");
  const [values, setValues] = useState<Record<string, string>>({});
  const [runId, setRunId] = useState<string>();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    setError(null);
    setBusy(true);
    try {
      setRunId((await startRun(agent.id, text, values)).id);
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title="Try it"
      description={
        agent.published === null
          ? "It runs as the draft says, and what it does is real unless its model is the sandbox."
          : `It runs as version ${agent.published} says. Publish to try the draft.`
      }
    >
      <Stack>
        <Textarea
          label="What it is to do"
          autosize
          minRows={3}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
        <VariableFields variables={variables.data ?? []} values={values} onChange={setValues} />
        {agent.sandbox && (
          <Text fz="sm" c="dimmed">
            The sandbox calls the tools that you write, each on a line:{" "}
            <code>{'call: calculate {"expression":"6*7"}'}</code>; <code>then:</code> begins the next step.
          </Text>
        )}
        <Button onClick={() => void start()} loading={isBusy} disabled={text.trim() === ""} w="fit-content">
          Run
        </Button>
        {runId && <RunCard runId={runId} />}
        {error !== null && <ErrorNotice error={error} />}
        <AnchorLink to="/runs">All runs</AnchorLink>
      </Stack>
    </Section>
  );
}
