import { later, minuteMs } from "../../framework/clock.ts";
import { canonicalNamed, duties, statements } from "./catalogue.ts";
import type { evidenceOutcomes } from "./tables.ts";

export const promiseStates = ["kept", "broken", "unknown", "attested", "off"] as const;
export type PromiseState = (typeof promiseStates)[number];

export type Seen = { outcome: (typeof evidenceOutcomes)[number]; at: Date };

/** What states are told from. `capable` and `periods` follow from what is composed, the rest from the database. */
export type Knowledge = {
  at: Date;
  /** Capabilities that this deployment has. */
  capable: ReadonlySet<string>;
  /** Every how many minutes each bound promise is looked at. */
  periods: ReadonlyMap<string, number>;
  seen: ReadonlyMap<string, Seen>;
  /** Until when the operator's word for a duty counts. */
  attested: ReadonlyMap<string, Date>;
};

/** What was seen counts for two periods: a prober that has stopped turns everything unknown within them. */
export const freshUntil = (seenAt: Date, everyMinutes: number): Date => later(seenAt, 2 * everyMinutes * minuteMs);

export function stateOfPromise(name: string, known: Knowledge): PromiseState {
  const { needs } = canonicalNamed(name);
  if (needs && !known.capable.has(needs)) return "off";
  const [seen, everyMinutes] = [known.seen.get(name), known.periods.get(name)];
  if (!seen || everyMinutes === undefined || known.at >= freshUntil(seen.at, everyMinutes)) return "unknown";
  return seen.outcome === "failed" ? "unknown" : seen.outcome;
}

export function stateOfDuty(name: string, known: Pick<Knowledge, "at" | "attested">): PromiseState {
  const until = duties.has(name) ? known.attested.get(name) : undefined;
  return until && known.at < until ? "attested" : "unknown";
}

/** A statement is as its promise is, unless it is about what is not here, or about what only people can keep. */
export function stateOfStatement(id: string, known: Knowledge): PromiseState {
  const statement = statements.get(id);
  if (!statement) throw new Error(`promises/statements.json has no ${id}`);
  if (statement.needs && !known.capable.has(statement.needs)) return "off";
  return statement.duty ? stateOfDuty(statement.duty, known) : stateOfPromise(statement.canonical, known);
}
