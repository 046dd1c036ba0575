import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { presentRoute, route } from "./present-route.ts";
import { routes } from "./tables.ts";

export const listRoutes = endpoint({
  method: "GET",
  path: "/routes",
  summary: "The organization's routes.",
  scope: "organization",
  permission: "models.read",
  purpose: "models",
  input: z.strictObject(pageInput),
  output: pageOf(route),
  async run(ctx, { limit, cursor }) {
    const { organizationId } = ctx.scope;
    const rows = await ctx.db
      .of(routes)
      .selectFrom("routes")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "content");
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: page.data.map((row) => presentRoute(ctx.open(routes, key, row))) };
  },
});
