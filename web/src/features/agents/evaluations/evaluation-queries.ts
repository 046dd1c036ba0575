import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf, type Row } from "../../../api.ts";

export type EvaluationSet = Answer<"/agents/{agent_id}/evaluation-set">;
export type EvaluationCase = EvaluationSet["cases"][number];
export type EvaluationCheck = EvaluationCase["checks"][number];
export type Evaluation = Row<"/agents/{agent_id}/evaluations">;

const shownMost = 4;
const pathOf = (id: string) => ({ path: { agent_id: id } });

export const evaluationSetQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["evaluation-set", agentId],
    queryFn: () => bodyOf(api.GET("/agents/{agent_id}/evaluation-set", { params: pathOf(agentId) })),
  });

export const evaluationsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["evaluations", agentId],
    queryFn: async () => {
      const params = { ...pathOf(agentId), query: { limit: shownMost } };
      return (await bodyOf(api.GET("/agents/{agent_id}/evaluations", { params }))).data;
    },
    refetchInterval: ({ state }) => (state.data?.some(({ ended_at }) => ended_at === null) ? 1500 : false),
  });

export const keepEvaluationSet = (agentId: string, cases: readonly EvaluationCase[]): Promise<EvaluationSet> =>
  bodyOf(api.PUT("/agents/{agent_id}/evaluation-set", { params: pathOf(agentId), body: { cases: [...cases] } }));

export async function deleteEvaluation(id: string): Promise<void> {
  await api.DELETE("/evaluations/{evaluation_id}", { params: { path: { evaluation_id: id } } });
}

export const startEvaluation = (agentId: string): Promise<Evaluation> =>
  bodyOf(api.POST("/agents/{agent_id}/evaluations", { params: pathOf(agentId), body: {} }));
