import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../../design/page/links.tsx";
import { evaluationSetQuery, evaluationsQuery } from "./evaluation-queries.ts";

/** Told beside the way to publish: the draft has not passed what the agent is tried on. */
export function EvaluationWarning({ agentId }: { agentId: string }) {
  const { data: set } = useQuery(evaluationSetQuery(agentId));
  const { data: evaluations } = useQuery(evaluationsQuery(agentId));
  if (!set?.cases.length || !evaluations) return null;
  const last = evaluations.find(({ is_current }) => is_current);
  if (last && last.passed === last.cases) return null;
  return (
    <Text fz="sm" {...(last?.ended_at !== null && { c: "var(--bad)" })}>
      {last
        ? last.ended_at === null
          ? "The draft is being tried on its cases."
          : `The draft passed ${last.passed} of ${last.cases} cases.`
        : "The draft has not been tried on its cases yet."}{" "}
      <AnchorLink to="/agents/$agentId" params={{ agentId }} search={{ tab: "Evaluation" }} hash="parts">
        See Evaluation
      </AnchorLink>
    </Text>
  );
}
