import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Run = Row<"/runs">;
export type RunTrace = Answer<"/runs/{run_id}">;
export type RunBudget = Answer<"/runs/{run_id}/budgets">["data"][number];
export type RunStep = RunTrace["trace"][number];
export type ToolCall = RunStep["calls"][number];

/** Nothing happens any more to a run that has an end. */
export const isOver = ({ ended_at }: Pick<Run, "ended_at">) => ended_at !== null;

const shownMax = 50;

export const runsQuery = (workspaceId: string, agentId?: string) =>
  queryOptions({
    queryKey: ["runs", workspaceId, agentId ?? "all"],
    queryFn: async () => {
      const query = { limit: shownMax, ...(agentId !== undefined && { agent_id: agentId }) };
      return (await bodyOf(api.GET("/runs", { params: { query } }))).data;
    },
  });

const pathOf = (id: string) => ({ path: { run_id: id } });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id],
    queryFn: () => bodyOf(api.GET("/runs/{run_id}", { params: pathOf(id) })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 1500),
  });

/** What is left changes with each step. */
export const runBudgetsQuery = ({ id, steps, state }: Pick<Run, "id" | "steps" | "state">) =>
  queryOptions({
    queryKey: ["run-budgets", id, steps, state],
    queryFn: async () => (await bodyOf(api.GET("/runs/{run_id}/budgets", { params: pathOf(id) }))).data,
    placeholderData: keepPreviousData,
  });

/** What was left empty is as the agent says. */
export function startRun(agentId: string, text: string, values: Readonly<Record<string, string>> = {}): Promise<Run> {
  const variables = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  return bodyOf(api.POST("/runs", { body: { agent_id: agentId, text, variables, test: true } }));
}

export const cancelRun = (id: string): Promise<Run> =>
  bodyOf(api.POST("/runs/{run_id}/cancel", { params: pathOf(id) }));

export async function deleteRun(id: string): Promise<void> {
  await api.DELETE("/runs/{run_id}", { params: pathOf(id) });
}
