import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { imageKey } from "./find-image-configuration.ts";
import { imageConfiguration, presentImageConfiguration } from "./present-image-configuration.ts";
import { imageConfigurations } from "./tables.ts";

export const listImageConfigurations = endpoint({
  method: "GET",
  path: "/image-configurations",
  summary: "The organization's saved ways to draw images.",
  scope: "organization",
  permission: "models.read",
  purpose: "models",
  input: z.strictObject(pageInput),
  output: pageOf(imageConfiguration),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.db
      .of(imageConfigurations)
      .selectFrom("image_configurations")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const key = await imageKey(ctx);
    const page = toPage(rows, limit, ({ id }) => id);
    return {
      ...page,
      data: page.data.map((row) => presentImageConfiguration(ctx.open(imageConfigurations, key, row))),
    };
  },
});
