import type { App } from "./app.ts";
import type { Work } from "./context.ts";
import { type Port, port } from "./ports.ts";

/** What a probe saw: numbers, words and times of the system's own, nothing personal. It is sealed and published. */
export type Saw = Readonly<Record<string, string | number | boolean>>;

/** `wrong` says in a sentence what is not as it was promised; without it the promise holds. */
export type Finding = { saw: Saw; wrong?: string | undefined };

/** What a probe has at hand: work in the system's own name, and everything that was composed. */
export type Look = Work & { readonly app: App };

/** How a promise is kept: declared in the module whose code keeps it. */
export type KeptPromise = {
  /** Its name in `promises/canonical.json`. */
  promise: string;
  /** The code that keeps it, each as `path from server/src#exported name`. */
  enforcedBy: readonly [string, ...string[]];
  /** The tests that hold it, as paths from the root. */
  tests: readonly [string, ...string[]];
  /** How often it is looked at. What was seen counts for two of these. */
  everyMinutes: number;
  /** Tries on the running deployment whether it is so, and leaves nothing behind. */
  probe(look: Look): Promise<Finding> | Finding;
};

export const promise = (name: string, kept: Omit<KeptPromise, "promise">): KeptPromise => ({ promise: name, ...kept });

/** Everything composed, for what has to look at the whole of it. Filled in `app.ts`. */
export const composedPort: Port<() => App> = port("composed");

/** The first that is wrong decides; what all of them saw is kept. */
export function judge(saw: Saw, ...checks: readonly (readonly [isSo: boolean, otherwise: string])[]): Finding {
  const wrong = checks.find(([isSo]) => !isSo)?.[1];
  return wrong === undefined ? { saw } : { saw, wrong };
}

/** Whether `work` is refused or fails, as it should. */
export const fails = async (work: () => unknown): Promise<boolean> => {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Error) return true;
    throw error;
  }
};
