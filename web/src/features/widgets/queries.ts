import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Widget = Row<"/widgets">;
export type WidgetFields = Omit<Widget, "id" | "is_answered" | "snippet" | "created_at" | "updated_at" | "version">;

const pathOf = (id: string) => ({ path: { widget_id: id } });

export const widgetsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["widgets", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/widgets", { params: { query } }))),
  });

export const widgetQuery = (id: string) =>
  queryOptions({
    queryKey: ["widget", id],
    queryFn: () => bodyOf(api.GET("/widgets/{widget_id}", { params: pathOf(id) })),
  });

export async function createWidget(body: Pick<WidgetFields, "agent_id" | "name">): Promise<Widget> {
  return bodyOf(api.POST("/widgets", { body }));
}

export async function updateWidget(id: string, body: Partial<WidgetFields>): Promise<Widget> {
  return bodyOf(api.PATCH("/widgets/{widget_id}", { params: pathOf(id), body }));
}

export async function deleteWidget(id: string): Promise<void> {
  await api.DELETE("/widgets/{widget_id}", { params: pathOf(id) });
}

/** What its visitors wrote, as far as it answers with one's own rights. */
export const visitsQuery = (id: string) =>
  queryOptions({
    queryKey: ["widget-visits", id],
    queryFn: () =>
      allOf((query) => bodyOf(api.GET("/conversations", { params: { query: { ...query, widget_id: id } } }))),
  });
