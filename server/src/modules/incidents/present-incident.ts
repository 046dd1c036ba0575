import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import { authorityOf, readProfile } from "../policy-versions/public.ts";
import { affectedOutput, findAffected } from "./find-affected.ts";
import { type IncidentRow, openIncident } from "./find-incident.ts";
import { isLate } from "./reckon-report.ts";
import { writeForm } from "./write-form.ts";

export const incidentSummary = z.object({
  id: z.string(),
  is_drill: z.boolean(),
  nature: z.string(),
  aware_at: timeOutput,
  due_at: timeOutput.describe("Until when the authority has to be told."),
  is_late: z.boolean(),
  reported_at: timeOutput.nullable(),
  notified_at: timeOutput.nullable(),
});

export const incidentDetails = incidentSummary.extend({
  consequences: z.string(),
  measures: z.string(),
  began_at: timeOutput,
  ended_at: timeOutput,
  late_reason: z.string().nullable(),
  notice: z.string().nullable(),
  processor: z.string().nullable(),
  contacts_notified_at: timeOutput.nullable(),
  contacts_told: z.int().nullable().describe("Contacts that were written to; in a drill, that would have been."),
  contacts_unreachable: z.int().nullable().describe("Contacts without an e-mail address: they are yours to tell."),
  affected: affectedOutput,
  form: z
    .string()
    .describe("The notification by the letters of Art. 33 (3) GDPR, as Markdown, filled in as far as it is known."),
});

type Opened = Awaited<ReturnType<typeof openIncident>>;

export function summarize(opened: Opened, at: Date): z.input<typeof incidentSummary> {
  const { id, is_drill, nature, aware_at, due_at, reported_at, notified_at } = opened;
  const is_late = isLate(due_at, reported_at ?? at);
  return { id, is_drill, nature, aware_at, due_at, is_late, reported_at, notified_at };
}

export async function presentIncident(work: Work, row: IncidentRow): Promise<z.input<typeof incidentDetails>> {
  const opened = await openIncident(work, row);
  const affected = await findAffected(work, row);
  const { profile } = await readProfile(work);
  const { consequences, measures, began_at, ended_at, late_reason, notice } = opened;
  return {
    ...summarize(opened, work.at),
    consequences,
    measures,
    began_at,
    ended_at,
    late_reason,
    notice,
    processor: row.processor,
    contacts_notified_at: row.contacts_notified_at,
    contacts_told: row.contacts_told,
    contacts_unreachable: row.contacts_unreachable,
    affected,
    form: writeForm({ incident: opened, affected, profile, authority: authorityOf(profile.country) }),
  };
}
