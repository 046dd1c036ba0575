import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { openWidgets, selectWidgets } from "./find-widget.ts";
import { presentWidget, widgetOutput } from "./present-widget.ts";

export const listWidgets = endpoint({
  method: "GET",
  path: "/widgets",
  summary: "The workspace's chat widgets, oldest first.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject(pageInput),
  output: pageOf(widgetOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await selectWidgets(ctx)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const opened = await openWidgets(ctx, page.data);
    return { ...page, data: opened.map((one) => presentWidget(one, ctx.deployment)) };
  },
});
