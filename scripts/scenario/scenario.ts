import { performance } from "node:perf_hooks";

/** One thing that happens in a scenario. It tells what was seen, or throws with what was not so. */
export type Step<Stage> = { title: string; run(stage: Stage): Promise<string> };

export type Outcome = { number: number; title: string; ok: boolean; seen: string; ms: number };

/** An Avow that runs somewhere, and who acts there. */
export type There = { url: string; email: string; password: string };
/** Where stand-ins listen that it was told of; 0 for any. */
export type Ports = { google: number; mail: number };
export type Playing = { there: There | undefined; ports: Ports; say(line: string): void };
/** Whether all was as it should be; the rest is for programs. */
export type Played = { isWhole: boolean } & Record<string, unknown>;

/** @throws with these words where something is not so */
export function must(isSo: unknown, wrong: string): asserts isSo {
  if (!isSo) throw new Error(wrong);
}

/** Each step in turn, a line when it is over. What follows a step that went wrong is not tried: it stands on it. */
export async function actOut<Stage>(
  steps: readonly Step<Stage>[],
  stage: Stage,
  say: (line: string) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [at, { title, run }] of steps.entries()) {
    const began = performance.now();
    const told = await run(stage).then(
      (seen) => ({ ok: true, seen }),
      (error: unknown) => ({ ok: false, seen: error instanceof Error ? error.message : String(error) }),
    );
    const outcome = { number: at + 1, title, ...told, ms: Math.round(performance.now() - began) };
    outcomes.push(outcome);
    say(describe(outcome));
    if (!outcome.ok) break;
  }
  return outcomes;
}

function describe({ number, title, ok, seen, ms }: Outcome): string {
  const seconds = `${(ms / 1000).toFixed(1)} s`.padStart(7);
  return `${ok ? "✓" : "✗"} ${String(number).padStart(2)} ${title.padEnd(34)}${seconds}  ${seen}`;
}
