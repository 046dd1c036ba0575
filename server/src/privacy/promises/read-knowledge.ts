import type { App } from "../../framework/app.ts";
import type { Saw } from "../../framework/promise.ts";
import { beforeTenant, lookup } from "../../framework/database/tenant.ts";
import type { Knowledge } from "./state-of-promise.ts";
import type { evidenceOutcomes } from "./tables.ts";

/** A piece of evidence as it is published. */
export type Evidence = {
  id: string;
  promise: string;
  outcome: (typeof evidenceOutcomes)[number];
  saw: Saw;
  wrong: string | null;
  leaf_index: number;
  created_at: Date;
};

const newestEvidence = lookup<[], Evidence>(
  "newest_evidence",
  `select distinct on (promise) id, promise, outcome, saw, wrong, leaf_index::float8 as leaf_index, created_at
   from promise_evidence order by promise, leaf_index desc`,
);
const attestations = lookup<[], { duty: string; expires_at: Date }>(
  "duty_attestations",
  "select distinct on (duty) duty, expires_at from duty_attestations order by duty, id desc",
);

/** All that the states of promises are told from, as it is now, and what was seen of each promise last. */
export async function readKnowledge(app: App): Promise<Knowledge & { newest: ReadonlyMap<string, Evidence> }> {
  const [seen, words] = await Promise.all([
    beforeTenant(app.database, newestEvidence),
    beforeTenant(app.database, attestations),
  ]);
  return {
    at: app.clock.now(),
    capable: app.provides,
    periods: new Map(app.promises.map(({ promise, everyMinutes }) => [promise, everyMinutes])),
    seen: new Map(seen.map(({ promise, outcome, created_at }) => [promise, { outcome, at: created_at }])),
    attested: new Map(words.map(({ duty, expires_at }) => [duty, expires_at])),
    newest: new Map(seen.map((row) => [row.promise, row])),
  };
}
