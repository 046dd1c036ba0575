import { setTimeout as sleep } from "node:timers/promises";

export type Told = {
  promise: string;
  says: string;
  state: "kept" | "broken" | "unknown" | "attested" | "off";
  off_without: string | null;
  every_minutes: number | null;
  last: { at: string; wrong: string | null } | null;
};

/** What a deployment tells everybody of its promises. */
export async function readBoard(origin: string): Promise<Told[]> {
  const answer = await fetch(new URL("/api/v1/trust/promises", origin));
  if (!answer.ok) throw new Error(`${origin} answered ${answer.status} when asked for its promises`);
  return ((await answer.json()) as { promises: Told[] }).promises;
}

/** Waits until all that is promised was looked at once. @throws after `mostMs` */
export async function untilLookedAt(origin: string, mostMs: number): Promise<Told[]> {
  for (const began = performance.now(); ; await sleep(500)) {
    const board = await readBoard(origin);
    const waiting = board.filter((one) => one.state !== "off" && one.every_minutes !== null && !one.last);
    if (waiting.length === 0) return board;
    if (performance.now() - began > mostMs)
      throw new Error(`not looked at within ${mostMs / 1000} s: ${waiting.map((one) => one.promise).join(", ")}`);
  }
}
