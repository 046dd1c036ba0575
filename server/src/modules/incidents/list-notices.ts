import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { incidentKey } from "./find-incident.ts";
import { incidents } from "./tables.ts";

const noticesMax = 50;

export const listNotices = endpoint({
  method: "GET",
  path: "/incident-notices",
  summary: "What members were told of incidents, newest first.",
  scope: "organization",
  permission: "organization.read",
  purpose: "rights",
  input: z.strictObject({}),
  output: z.object({ notices: z.array(z.object({ id: z.string(), notice: z.string(), notified_at: timeOutput })) }),
  async run(ctx) {
    const { organizationId } = ctx.scope;
    const rows = await ctx.db
      .of(incidents)
      .selectFrom("incidents")
      .select(["organization_id", "id", "notice", "notified_at"])
      .where("organization_id", "=", organizationId)
      .where("notified_at", "is not", null)
      .where("is_drill", "=", false)
      .orderBy("id", "desc")
      .limit(noticesMax)
      .execute();
    const key = await incidentKey(ctx, organizationId);
    const opened = rows.map((row) => ctx.open(incidents, key, row));
    return {
      notices: opened.map(({ id, notice, notified_at }) => ({ id, notice: notice!, notified_at: notified_at! })),
    };
  },
});
