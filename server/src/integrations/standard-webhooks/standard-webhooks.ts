import { secondMs } from "../../framework/clock.ts";
import type {
  DeliveryCall,
  DeliveryIntegration,
  DeliveryRequest,
  DeliveryTrace,
  SendResult,
} from "../roles/deliveries/delivery.ts";
import { type DeliveryFailure, deliveryFailure, fromOutwardFailure } from "../roles/deliveries/delivery-failure.ts";
import type { FetchResponse } from "../roles/calls/fetch.ts";
import { readRetryAfter } from "../roles/calls/classify-failure.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import type { Webhook } from "../roles/deliveries/webhook.ts";
import { signWebhook } from "./sign-webhook.ts";

/** What is kept of a request and an answer. */
const shownMax = 16_384;
const answerMax = 4096;
/** An answer's head is what counts; its body is read for whoever looks into it, and not waited for. */
const bodyWithinMs = 2 * secondMs;

/** Webhooks as standardwebhooks.com describes them. A receiver that has a message already knows it by its id. */
export const standardWebhooks: DeliveryIntegration<Webhook> = {
  name: "standard-webhooks",
  profile: { repeat: "recognised", canRetract: false, sendWithinMs: 15 * secondMs },
  send,
  async checkHealth(request, call) {
    const result = await send(request, call);
    return result.outcome === "accepted"
      ? { state: "working", at: call.at }
      : { state: "failing", failure: result.failure, at: call.at };
  },
};

async function send({ content }: DeliveryRequest<Webhook>, call: DeliveryCall): Promise<SendResult> {
  const { id, url, secrets, headers, body } = content;
  const own = { "content-type": "application/json", ...signWebhook({ id, at: call.at, body }, secrets) };
  const hidden = Object.fromEntries(Object.keys(headers).map((name) => [name, "(hidden)"]));
  const shown = { ...hidden, ...own, "webhook-signature": "(hidden)" };
  const request = { method: "POST", address: withoutQuery(url), headers: shown, body: body.slice(0, shownMax) };
  const start = performance.now();
  try {
    const answer = await call.fetch(url, {
      method: "POST",
      headers: { ...headers, ...own },
      body,
      signal: call.signal,
    });
    const headMs = Math.round(performance.now() - start);
    const response = { status: answer.status, headers: pickHeaders(answer), body: await readBeginning(answer) };
    const trace: DeliveryTrace = { request, response, headMs, totalMs: Math.round(performance.now() - start) };
    if (answer.ok) return { outcome: "accepted", status: answer.status, trace };
    return { outcome: "failed", failure: judge(answer, call.at), trace };
  } catch (error) {
    const failure = fromOutwardFailure(error);
    const response = failure.status === undefined ? {} : { response: { status: failure.status } };
    return {
      outcome: "failed",
      failure,
      trace: { request, ...response, totalMs: Math.round(performance.now() - start) },
    };
  }
}

/** What a receiver answers by: anything but 2xx is a failure, 410 the last one. */
function judge({ status, headers }: FetchResponse, at: Date): DeliveryFailure {
  if (status === 410) return deliveryFailure("delivery.gone", { status });
  if (status >= 300 && status < 400) return deliveryFailure("delivery.redirected", { status });
  const retryAfterMs = readRetryAfter(headers, at.getTime());
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429 || (status === 503 && retryAfterMs !== undefined))
    return deliveryFailure("delivery.throttled", { status, ...wait });
  return deliveryFailure("delivery.answered_error", { status, ...wait });
}

/** A query may hold a token of the receiver's. */
const withoutQuery = (url: string) => url.replace(/\?.*$/s, "?(hidden)");

const pickHeaders = ({ headers }: FetchResponse): Record<string, string> =>
  Object.fromEntries(
    ["content-type", "retry-after", "server", "date"].flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value.slice(0, 200)]];
    }),
  );

/** As much of an answer as comes soon. What it says changes nothing. */
async function readBeginning({ body }: FetchResponse): Promise<string> {
  const parts: Uint8Array[] = [];
  if (!body) return "";
  const bytes = body[Symbol.asyncIterator]();
  const late = new Promise<"late">((resolve) => setTimeout(resolve, bodyWithinMs, "late").unref());
  try {
    for (let size = 0; size < answerMax; ) {
      const next = await Promise.race([bytes.next(), late]);
      if (next === "late" || next.done) break;
      parts.push(next.value);
      size += next.value.byteLength;
    }
  } catch (error) {
    // The rest of an answer that broke off: its status is known, and counts.
    if (!(error instanceof ProviderError)) throw error;
  }
  void bytes.return?.().catch(() => undefined); // its connection ends by itself
  return Buffer.concat(parts).subarray(0, answerMax).toString();
}
