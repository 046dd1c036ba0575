import { ProviderError } from "./provider-error.ts";
import { toProviderError } from "./to-provider-error.ts";

/** How long a server may take to close after it said that it is done. */
const END_MS = 500;

export interface CallLimits {
  /** Longest wait for the answer to begin; a model may have to be loaded first. */
  firstByteMs: number;
  /** Longest silence between two pieces of the answer. */
  idleMs: number;
  totalMs: number;
  maxBytes: number;
}

export interface LimitedCall {
  readonly signal: AbortSignal;
  /** Counts bytes that arrived and starts the idle wait anew. @throws ProviderError above `maxBytes` */
  received(bytes: number): void;
  /** The answer is whole: a server that keeps the line open gets only a moment more. */
  expectEnd(): void;
  /** Why the call ended: the caller's stop and our own limits come before what the client saw of them. */
  explain(error: unknown): ProviderError;
  release(): void;
}

/** Holds one call to its limits and to the caller's signal; `release` must be called when it is over. */
export function limitCall(limits: CallLimits, caller: AbortSignal): LimitedCall {
  const controller = new AbortController();
  let limit: ProviderError | undefined;
  let total = 0;
  const expire = (reason: string) => () => {
    limit = new ProviderError("egress.timed_out", { reason });
    controller.abort(limit);
  };
  const onStop = () => controller.abort(new ProviderError("provider.cancelled"));
  if (caller.aborted) onStop();
  caller.addEventListener("abort", onStop, { once: true });
  const overall = setTimeout(expire("total"), limits.totalMs);
  let silence = setTimeout(expire("first_byte"), limits.firstByteMs);
  let isAnswering = false;
  return {
    signal: controller.signal,
    received(bytes) {
      total += bytes;
      if (total > limits.maxBytes) throw new ProviderError("egress.response_too_large");
      if (isAnswering) {
        silence.refresh();
        return;
      }
      isAnswering = true;
      clearTimeout(silence);
      silence = setTimeout(expire("idle"), limits.idleMs);
    },
    expectEnd() {
      clearTimeout(silence);
      silence = setTimeout(expire("end"), Math.min(END_MS, limits.idleMs));
    },
    explain: (error) => (caller.aborted ? new ProviderError("provider.cancelled") : (limit ?? toProviderError(error))),
    release() {
      clearTimeout(overall);
      clearTimeout(silence);
      caller.removeEventListener("abort", onStop);
    },
  };
}
