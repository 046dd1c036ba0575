import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { incidentKey } from "./find-incident.ts";
import { incidentSummary, summarize } from "./present-incident.ts";
import { incidents } from "./tables.ts";

export const listIncidents = endpoint({
  method: "GET",
  path: "/incidents",
  summary: "Incidents and drills, newest first, with the clock of each.",
  scope: "organization",
  permission: "incidents.read",
  purpose: "rights",
  input: z.strictObject(pageInput),
  output: pageOf(incidentSummary),
  async run(ctx, { limit, cursor }) {
    const { organizationId } = ctx.scope;
    const query = ctx.db
      .of(incidents)
      .selectFrom("incidents")
      .selectAll()
      .where("organization_id", "=", organizationId);
    const before = readCursor(cursor);
    const asked = before === undefined ? query : query.where("id", "<", before);
    const rows = await asked
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    const key = await incidentKey(ctx, organizationId);
    return { data: data.map((row) => summarize(ctx.open(incidents, key, row), ctx.at)), ...page };
  },
});
