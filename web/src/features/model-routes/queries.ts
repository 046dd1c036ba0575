import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

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

export async function deleteRoute(id: string): Promise<void> {
  await api.DELETE("/routes/{route_id}", { params: { path: { route_id: id } } });
}
