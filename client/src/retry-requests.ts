type Send = (request: Request) => Promise<Response>;

const firstWaitMs = 250;
const longestWaitMs = 30_000;
const worthRepeating = new Set([429, 502, 503, 504]);

/** Whether sending it twice does no more than sending it once. */
const mayRepeat = ({ method, headers }: Request) =>
  !["POST", "PATCH"].includes(method) || headers.has("idempotency-key");

/**
 * Sends a request again while the answer says that later may be better, or none comes. Waits as long as `Retry-After`
 * asks, else twice as long each time, each wait cut at random so that many callers do not come back at once.
 */
export function retrying(send: Send, retriesMax: number): Send {
  return async (request) => {
    if (!mayRepeat(request)) return send(request);
    for (let tried = 0; ; tried++) {
      const isLast = tried >= retriesMax;
      const answer = await send(isLast ? request : request.clone()).catch((error: unknown) => {
        if (isLast || request.signal.aborted) throw error;
        return undefined; // nobody answered; it is asked again
      });
      if (answer && (isLast || !worthRepeating.has(answer.status))) return answer;
      const waitMs = waitOf(answer, tried);
      if (answer && waitMs > longestWaitMs) return answer;
      await answer?.body?.cancel();
      await pause(waitMs, request.signal);
    }
  };
}

function waitOf(answer: Response | undefined, tried: number): number {
  const asked = Number(
    answer?.headers.get("retry-after") ?? /;\s*t=(\d+)/.exec(answer?.headers.get("ratelimit") ?? "")?.[1],
  );
  const backedOff = Math.min(firstWaitMs * 2 ** tried, longestWaitMs);
  const jitter = 0.5 + Math.random() / 2;
  return Number.isFinite(asked) && asked > 0 ? asked * 1000 + backedOff * jitter : backedOff * jitter;
}

/** Waits, or throws the signal's reason as soon as it aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
