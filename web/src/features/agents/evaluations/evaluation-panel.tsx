import { Button, Group, Stack, Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../../design/states/error-notice.tsx";
import { QueryView } from "../../../design/states/query-view.tsx";
import { Section } from "../../../design/page/section.tsx";
import { EvaluationCases } from "./evaluation-cases.tsx";
import { evaluationSetQuery, evaluationsQuery, startEvaluation } from "./evaluation-queries.ts";
import { EvaluationResults } from "./evaluation-results.tsx";
import type { Agent } from "../queries.ts";
import { useSettings } from "../use-settings.ts";

export function EvaluationPanel({ agent }: { agent: Agent }) {
  const client = useQueryClient();
  const evaluations = useQuery(evaluationsQuery(agent.id));
  const set = useQuery(evaluationSetQuery(agent.id));
  const { settings, save, error: saveError } = useSettings(agent);
  const run = useMutation({
    mutationFn: () => startEvaluation(agent.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["evaluations", agent.id] }),
  });
  const isUnderWay = evaluations.data?.some(({ ended_at }) => ended_at === null);
  return (
    <Stack>
      <Section
        title="How it did"
        description="Its tools look things up as they would and change nothing outside; nobody is asked. You see what was said in your own evaluations only."
        action={
          <Button
            size="xs"
            onClick={() => run.mutate()}
            loading={run.isPending}
            disabled={!set.data?.cases.length || isUnderWay === true}
          >
            {isUnderWay ? "Under way …" : "Run on the draft"}
          </Button>
        }
      >
        <Stack>
          <QueryView query={evaluations}>{(found) => <EvaluationResults evaluations={found} />}</QueryView>
          <Group>
            <Switch
              label="Publish only what has passed"
              description="Otherwise you are warned, and may publish all the same."
              checked={settings.evaluation === "require"}
              onChange={({ currentTarget: { checked } }) => void save({ evaluation: checked ? "require" : "warn" })}
            />
          </Group>
          {(run.error ?? saveError) !== null && <ErrorNotice error={run.error ?? saveError} />}
        </Stack>
      </Section>
      <QueryView query={set}>
        {(found) => <EvaluationCases key={found.agent_id} set={found} variables={settings.variables} />}
      </QueryView>
    </Stack>
  );
}
