import type * as z from "zod";
import { type Job, type JobContext, job } from "./jobs/jobs.ts";
import type { Scope } from "./database/tenant.ts";

/** Something that happened, in the past tense, with the ids and codes another module may need; never personal data. */
export type EventDeclaration<F extends z.ZodType = z.ZodType> = {
  type: string;
  summary: string;
  facts: F;
  /** Part of the API: webhooks, the list of events and live updates tell of it, in these words. */
  isPublic?: true;
  /**
   * So frequent that it may cost whoever causes it one row and no more: no job is written for it, and nothing here reacts to it.
   * The outside is told of many of them at once, within seconds.
   */
  isQuiet?: true;
  /** Which of its facts names what it happened to. */
  about?: string;
  /** Tells that somebody was erased: it stays until events are swept, so that receivers that were away learn of it. */
  outlives?: true;
};

export const event = <F extends z.ZodType>(
  type: string,
  summary: string,
  facts: F,
  options: { isPublic?: true; isQuiet?: true; outlives?: true; about?: string & keyof z.output<F> } = {},
): EventDeclaration<F> => ({ type, summary, facts, ...options });

/**
 * The row of an event, in the order of `eventColumns`. A fact called `user_id` or `contact_id` names whom it is about: with
 * them the row goes.
 */
export const eventRow = (
  { type, about, outlives }: EventDeclaration,
  facts: Record<string, unknown>,
  of: { id: string; at: Date; scope: Scope },
): unknown[] => {
  const { organizationId = null, workspaceId = null, userId = null } = of.scope;
  const told = about === undefined ? null : facts[about];
  return [
    of.id,
    organizationId,
    workspaceId,
    userId,
    type,
    JSON.stringify(facts),
    told,
    (!outlives && facts["user_id"]) || null,
    (!outlives && facts["contact_id"]) || null,
    of.at,
  ];
};

export const eventColumns =
  "id, organization_id, workspace_id, user_id, type, facts, about, person_id, contact_id, created_at";

/** A reaction is an ordered job: one at a time per workspace, in the order the events were written. */
export type Reaction<F extends z.ZodType = z.ZodType> = Job<F> & { to: string | readonly string[] };

/** What a reaction to every public event is for; it is told which one happened, not what. So is one to a list of them. */
export const everyPublicEvent = "*";

/**
 * Reacts to another module's event. Its writes commit together with the note that it ran, so they happen once;
 * anything it does outside the database may happen again and must bear that.
 */
export function on<F extends z.ZodType>(
  name: string,
  to: EventDeclaration<F>,
  options: { purpose: string; run(context: JobContext, facts: z.output<F>): Promise<void> },
): Reaction<F> {
  if (to.isQuiet) throw new Error(`${to.type} is quiet: no job is written for it, so ${name} would never run`);
  return { ...job({ name: `on.${name}`, data: to.facts, ordered: true, ...options }), to: to.type };
}
