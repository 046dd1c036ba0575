import type * as z from "zod";
import type { Work } from "./context.ts";
import { eventColumns, type EventDeclaration, eventRow } from "./events.ts";
import type { Statement } from "./database/one-trip.ts";

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
  const parsed = told.facts.parse(facts) as Record<string, unknown>;
  const row = eventRow(told, parsed, { id: work.newId("evt"), at: work.clock.now(), scope: work.scope });
  const places = row.map((_, n) => `$${values.length + n + 1}`);
  return {
    text: `with happened as (${text}), told as (
      insert into events (${eventColumns})
      select ${places.join(", ")} from happened)
    select * from happened`,
    values: [...values, ...row],
  };
}
