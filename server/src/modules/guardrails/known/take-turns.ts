import { setImmediate } from "node:timers/promises";

/** Longest that a run holds the event loop before it lets others in. */
const turnMs = 2;

/** Nothing to wait for while it is one's own turn. */
export type Turn = () => Promise<void> | undefined;

/** Gives others their turn where it is theirs. */
export function takeTurns(signal?: AbortSignal): Turn {
  let began = performance.now();
  return () => {
    if (performance.now() - began < turnMs) return undefined;
    return setImmediate().then(() => {
      signal?.throwIfAborted();
      began = performance.now();
    });
  };
}
