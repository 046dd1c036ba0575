import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type Route = Row<"/routes">;
export type NewRoute = Pick<Route, "slug" | "strategy" | "targets" | "constraints">;

export const routesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["routes", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/routes", { params: { query } }))),
  });

export async function createRoute(body: NewRoute): Promise<void> {
  await api.POST("/routes", { body });
}

export async function updateRoute(id: string, { strategy, targets, constraints }: NewRoute): Promise<void> {
  const body = { strategy, targets, constraints };
  await api.PATCH("/routes/{route_id}", { params: { path: { route_id: id } }, body });
}

export type RouteTest = Answer<"/routes/{route_id}/tests", "post">;

/** One real, short call. */
export const testRoute = (id: string): Promise<RouteTest> =>
  bodyOf(api.POST("/routes/{route_id}/tests", { params: { path: { route_id: id } } }));

export async function deleteRoute(id: string): Promise<void> {
  await api.DELETE("/routes/{route_id}", { params: { path: { route_id: id } } });
}
