import type * as z from "zod";
import type { Work } from "./context.ts";
import type { EventDeclaration } from "./events.ts";
import type { Statement } from "./one-trip.ts";

/**
 * A statement that answers with a row where something happened, and the event with it: in the same trip, both or neither. Only of
 * quiet events, for which no job is written.
 */
export function tellWith<F extends z.ZodType>(
  work: Work,
  told: EventDeclaration<F>,
  facts: z.input<F>,
  { text, values }: Statement,
): Statement {
  if (!told.isQuiet) throw new Error(`${told.type} is not quiet: emit it, so that its reactions are asked for`);
  const { organizationId = null, workspaceId = null, userId = null } = work.scope;
  const parsed = told.facts.parse(facts) as Record<string, unknown>;
  const about = told.about === undefined ? null : parsed[told.about];
  const tenant = [organizationId, workspaceId, userId];
  const row = [work.newId("evt"), ...tenant, told.type, JSON.stringify(parsed), about, work.clock.now()];
  const places = row.map((_, n) => `$${values.length + n + 1}`);
  return {
    text: `with happened as (${text}), told as (
      insert into events (id, organization_id, workspace_id, user_id, type, facts, about, created_at)
      select ${places.join(", ")} from happened)
    select * from happened`,
    values: [...values, ...row],
  };
}
