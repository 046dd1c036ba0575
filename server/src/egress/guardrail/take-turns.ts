/** Longest that the guardrail works before it lets others in, in milliseconds: one step more is on top of it. */
const turnMs = 0.5;
/** Who worked last so long ago is not at it any more. */
const idleMs = 20;

const waiting: (() => void)[] = [];
let since = 0;

/** One at a time goes on in each turn of the event loop, however many calls are looked at. */
function callNext(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(callNext);
}

/** Asked between two steps: waits where others should have their turn. */
export function takeTurn(signal?: AbortSignal): Promise<void> | undefined {
  const now = performance.now();
  if (now - since > idleMs) since = now;
  if (now - since < turnMs) return undefined;
  return waitForTurn(signal);
}

async function waitForTurn(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(callNext);
  });
  since = performance.now();
  signal?.throwIfAborted();
}

/** Does work that is written as steps, and lets others in between them. */
export async function doInTurns<T>(steps: Generator<undefined, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const others = takeTurn(signal);
    if (others) await others;
  }
}

/** The same at once, for what is short. */
export function doAtOnce<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
