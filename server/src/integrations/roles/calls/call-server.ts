import type { Clock } from "../../../framework/clock.ts";
import type { Fetch, FetchResponse } from "./fetch.ts";
import { type CallLimits, limitCall, type LimitedCall } from "./limit-call.ts";
import type { ModelCall } from "../models/model.ts";
import type { ProviderError } from "./provider-error.ts";
import { readAll, readStart } from "./read-body.ts";
import { classifyFailure } from "./classify-failure.ts";

const listLimits: CallLimits = { firstByteMs: 10_000, idleMs: 10_000, totalMs: 15_000, maxBytes: 4_194_304 };
/** Pictures are large, and drawn before the first byte comes. */
const makeLimits: CallLimits = { firstByteMs: 300_000, idleMs: 60_000, totalMs: 600_000, maxBytes: 67_108_864 };

type Settings = {
  base: string;
  headers: Record<string, string>;
  clock: Clock;
  limits?: Partial<CallLimits> | undefined;
};

/** One server: how it is asked, and what its failures mean. */
export function callServer(settings: Settings) {
  const failureOf = (status?: number, headers?: FetchResponse["headers"]) => (body: string) =>
    classifyFailure({ status, headers, body, now: settings.clock.now().getTime() });

  async function send(fetch: Fetch, signal: AbortSignal, path: string, body?: string): Promise<FetchResponse> {
    const headers = { accept: "text/event-stream, application/json", ...settings.headers };
    if (body === undefined) return fetch(`${settings.base}${path}`, { headers, signal });
    const typed = { ...headers, "content-type": "application/json" };
    return fetch(`${settings.base}${path}`, { method: "POST", headers: typed, body, signal });
  }

  /** A whole answer. @throws ProviderError */
  async function ask({ fetch, signal }: ModelCall, path: string, body?: object): Promise<string> {
    return held(body ? makeLimits : listLimits, signal, async (call) => {
      const response = await send(fetch, call.signal, path, body && JSON.stringify(body));
      if (response.status !== 200) throw failureOf(response.status, response.headers)(await readStart(response));
      return readAll(response, call);
    });
  }

  async function held<T>(limits: CallLimits, signal: AbortSignal, work: (call: LimitedCall) => Promise<T>): Promise<T> {
    const call = limitCall({ ...limits, ...settings.limits }, signal);
    try {
      call.signal.throwIfAborted();
      return await work(call);
    } catch (error) {
      throw call.explain(error);
    } finally {
      call.release();
    }
  }

  return { send, ask, failureOf };
}

export type Server = ReturnType<typeof callServer>;
export type FailureOf = (status?: number, headers?: FetchResponse["headers"]) => (body: string) => ProviderError;
