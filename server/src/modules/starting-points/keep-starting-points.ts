import type { StartingPoints } from "../agents/public.ts";
import { writeSet } from "../evaluations/public.ts";
import { startingPoints } from "./starting-points.ts";

const find = (slug: string) => startingPoints.find((one) => one.slug === slug);

/** For whoever makes an agent of one. */
export const keepStartingPoints: StartingPoints = {
  find: (slug) => find(slug)?.agent,
  async keepCases(work, agentId, slug) {
    await writeSet(work, { agentId, cases: find(slug)?.cases ?? [], version: 1 });
  },
};
