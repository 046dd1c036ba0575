import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../../api.ts";
import type { Agent } from "../queries.ts";

export type StartingPoint = Row<"/agent-starting-points">;

export const startingPointsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["starting-points", workspaceId],
    queryFn: async () => (await bodyOf(api.GET("/agent-starting-points"))).data,
  });

/** What is not said is as it stands in the starting point, and its cases come along. */
export const createFrom = ({ slug, agent: { name } }: StartingPoint, model: string): Promise<Agent> =>
  bodyOf(api.POST("/agents", { body: { name, model, starting_point: slug } }));
