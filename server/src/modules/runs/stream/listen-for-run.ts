import type { Signals } from "../../../framework/database/signals.ts";
import { runsChannel } from "../announce-run.ts";

/** Hears what happens to one run, also between two times of asking. */
export function listenForRun(signals: Signals, runId: string, signal: AbortSignal) {
  let isHeard = false;
  let wake: () => void = () => undefined;
  const unsubscribe = signals.subscribe(runsChannel, (payload) => {
    // Without a payload notifications may have been lost: it could be anything.
    if (payload !== "" && !payload.startsWith(runId)) return;
    isHeard = true;
    wake();
  });
  return {
    async next(quietMs: number): Promise<"change" | "quiet"> {
      if (!isHeard && !signal.aborted)
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", done);
            resolve();
          };
          const timer = setTimeout(done, quietMs);
          signal.addEventListener("abort", done, { once: true });
          wake = done;
        });
      const now = isHeard ? "change" : "quiet";
      isHeard = false;
      return now;
    },
    close: unsubscribe,
  };
}
