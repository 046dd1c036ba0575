import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { modelServer, presentModelServer } from "./present-model-server.ts";
import { modelServers } from "./tables.ts";

export const listModelServers = endpoint({
  method: "GET",
  path: "/model-servers",
  summary: "The organization's model servers, and how they are.",
  scope: "organization",
  permission: "models.read",
  purpose: "models",
  input: z.strictObject(pageInput),
  output: pageOf(modelServer),
  async run(ctx, { limit, cursor }) {
    const { organizationId } = ctx.scope;
    const rows = await ctx.db
      .of(modelServers)
      .selectFrom("model_servers")
      .select([
        "id",
        "organization_id",
        "kind",
        "name",
        "url",
        "state",
        "failure_code",
        "models",
        "checked_at",
        "created_at",
      ])
      .select((is) => is("key", "is not", null).as("has_key"))
      .where("organization_id", "=", organizationId)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
    const page = toPage(rows, limit, (row) => row.id);
    return {
      ...page,
      data: page.data.map((row) => {
        const { organization_id: _, has_key, ...server } = ctx.open(modelServers, key, row);
        return presentModelServer({ ...server, has_key: Boolean(has_key) });
      }),
    };
  },
});
