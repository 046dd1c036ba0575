import * as z from "zod";
import type { App } from "../../framework/app.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import {
  canonicalPromises,
  capabilities,
  type Evidence,
  evidenceOutcomes,
  type Fillings,
  freshUntil,
  promiseSections,
  promiseStates,
  readKnowledge,
  renderSentence,
  stateOfPromise,
} from "../../privacy/public.ts";

export const evidenceOutput = z.object({
  id: z.string(),
  at: timeOutput,
  outcome: z.enum(evidenceOutcomes).describe("failed: it could not be looked at, which tells nothing."),
  saw: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  wrong: z.string().nullable().describe("What was not as promised."),
  leaf_index: z.int().describe("Its place in the log of promises."),
});

export const promiseOutput = z.object({
  promise: z.string(),
  section: z.enum(promiseSections),
  says: z.string().describe("The sentence, with the values in force."),
  state: z.enum(promiseStates),
  off_without: z.string().nullable().describe("What this deployment lacks, so that the promise is not made."),
  every_minutes: z.int().nullable(),
  fresh_until: timeOutput.nullable().describe("Until when what was seen last counts."),
  last: evidenceOutput.nullable(),
  enforced_by: z.array(z.string()),
  tests: z.array(z.string()),
});

export const countsOutput = z.record(z.enum(promiseStates), z.int());

export const describeEvidence = ({
  promise: _promise,
  created_at,
  ...row
}: Evidence): z.input<typeof evidenceOutput> => ({
  ...row,
  at: created_at,
});

/** Every promise as it stands now, in the words of one policy. */
export async function describeBoard(app: App, fillings: Fillings): Promise<z.input<typeof promiseOutput>[]> {
  const known = await readKnowledge(app);
  const kept = new Map(app.promises.map((one) => [one.promise, one]));
  return [...canonicalPromises].map(([name, { section, needs }]) => {
    const state = stateOfPromise(name, known);
    const [bound, last] = [kept.get(name), known.newest.get(name)];
    return {
      promise: name,
      section,
      says: renderSentence(name, fillings),
      state,
      off_without: state === "off" ? (capabilities.get(needs ?? "") ?? null) : null,
      every_minutes: bound?.everyMinutes ?? null,
      fresh_until: bound && last ? freshUntil(last.created_at, bound.everyMinutes) : null,
      last: last ? describeEvidence(last) : null,
      enforced_by: [...(bound?.enforcedBy ?? [])],
      tests: [...(bound?.tests ?? [])],
    };
  });
}

export function countStates(of: readonly { state: (typeof promiseStates)[number] }[]): z.input<typeof countsOutput> {
  const count = (state: string) => of.filter((one) => one.state === state).length;
  return Object.fromEntries(promiseStates.map((state) => [state, count(state)])) as z.input<typeof countsOutput>;
}
