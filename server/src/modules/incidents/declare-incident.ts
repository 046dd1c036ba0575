import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { policiesPort, registerPort } from "../../egress/public.ts";
import { incidentKey } from "./find-incident.ts";
import { incidentDetails, presentIncident } from "./present-incident.ts";
import { reckonReport } from "./reckon-report.ts";
import { incidents } from "./tables.ts";

const words = z.string().trim().min(1).max(8000);
const instant = z.iso.datetime().transform((text) => new Date(text));

const earlier = (one: Date, other: Date) => (one < other ? one : other);

export const declareIncident = endpoint({
  method: "POST",
  path: "/incidents",
  summary: "Declare that data was lost, stolen or seen by the wrong people, or a drill of it.",
  description: "The clock for telling the authority runs from `aware_at`, which may lie in the past.",
  scope: "organization",
  permission: "incidents.write",
  purpose: "rights",
  status: 201,
  input: z.strictObject({
    is_drill: z.boolean().default(false),
    nature: words.describe("What happened."),
    consequences: words.describe("What may come of it for those concerned."),
    measures: words.describe("What was done about it, and what will be."),
    began_at: instant.optional().describe("When it may have begun; no later than `aware_at` unless said otherwise."),
    ended_at: instant.optional().describe("When it ended; now unless said otherwise."),
    processor: z
      .string()
      .max(100)
      .optional()
      .describe("Where it happened at one processor of the register: then it concerns whose data went there."),
    aware_at: instant.optional().describe("Since when you know; now unless said otherwise."),
  }),
  output: incidentDetails,
  audit: { action: "incident.declared", target: ({ id }) => id },
  async run(
    ctx,
    {
      is_drill,
      aware_at = ctx.at,
      ended_at = ctx.at,
      began_at = earlier(aware_at, ended_at),
      processor = null,
      ...written
    },
  ) {
    if (aware_at > ctx.at) throw requestErrors.invalid({ path: "aware_at", issue: "in_the_future" });
    if (began_at > ended_at) throw requestErrors.invalid({ path: "began_at", issue: "after_the_end" });
    if (processor !== null && !(await ctx.port(registerPort).read()).has(processor))
      throw requestErrors.invalid({ path: "processor", issue: "not_in_the_register" });
    const { organizationId: organization_id } = ctx.scope;
    const hours = (await ctx.port(policiesPort).read({ organizationId: organization_id })).number(
      "breach.authority_hours",
    );
    const row = {
      id: ctx.newId("inc"),
      organization_id,
      is_drill,
      began_at,
      ended_at,
      aware_at,
      processor,
      ...written,
      due_at: reckonReport(aware_at, hours),
      reported_at: null,
      late_reason: null,
      notice: null,
      notified_at: null,
      contacts_notified_at: null,
      contacts_told: null,
      contacts_unreachable: null,
      overdue_told_at: null,
      created_at: ctx.at,
    };
    const sealed = ctx.seal(incidents, await incidentKey(ctx, organization_id), row);
    const insert = ctx.db.of(incidents).insertInto("incidents").values(sealed);
    return presentIncident(ctx, await insert.returningAll().executeTakeFirstOrThrow());
  },
});
