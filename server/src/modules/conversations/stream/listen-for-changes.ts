import type { Signals } from "../../../framework/database/signals.ts";
import { conversationsChannel } from "../announce-change.ts";

/** `change`: look at everything; `text`: only more of an answer is there; `quiet`: nothing for a while; `over`: go. */
export type Heard = "change" | "text" | "quiet" | "over";

/** Hears what happens to one conversation, also between two times of asking. */
export function listenForChanges(signals: Signals, conversationId: string, signal: AbortSignal) {
  let heard: "change" | "text" | undefined;
  let wake: () => void = () => undefined;
  const unsubscribe = signals.subscribe(conversationsChannel, (payload) => {
    // Without a payload notifications may have been lost: it could be anything.
    if (payload !== "" && !payload.startsWith(conversationId)) return;
    if (payload === "" || payload === conversationId) heard = "change";
    else heard ??= "text";
    wake();
  });
  return {
    async next(quietMs: number): Promise<Heard> {
      if (!heard && !signal.aborted) await wait(quietMs, signal, (ring) => (wake = ring));
      const now: Heard = signal.aborted ? "over" : (heard ?? "quiet");
      heard = undefined;
      return now;
    },
    close: unsubscribe,
  };
}

function wait(ms: number, signal: AbortSignal, onRing: (ring: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    onRing(done);
  });
}
