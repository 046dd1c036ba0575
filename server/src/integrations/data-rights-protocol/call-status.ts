import { secondMs } from "../../framework/clock.ts";
import { readRetryAfter } from "../roles/calls/classify-failure.ts";
import type { DeliveryCall, DeliveryIntegration, DeliveryRequest, SendResult } from "../roles/deliveries/delivery.ts";
import { type DeliveryFailure, deliveryFailure, fromOutwardFailure } from "../roles/deliveries/delivery-failure.ts";
import type { FetchResponse } from "../roles/calls/fetch.ts";
import type { StatusCall } from "../roles/deliveries/status-call.ts";

/**
 * Section 2.03 of the Data Rights Protocol 0.9 and 1.0, which has it sent as plain JSON. The same state told twice is told
 * once: whoever gets it knows it by the request's id, and by the key.
 */
export const callStatus: DeliveryIntegration<StatusCall> = {
  name: "data-rights-protocol",
  profile: { repeat: "recognised", canRetract: false, sendWithinMs: 15 * secondMs },
  send,
};

async function send(
  { key, content: { url, body } }: DeliveryRequest<StatusCall>,
  { fetch, signal, at }: DeliveryCall,
): Promise<SendResult> {
  // The address may hold a token of theirs, in its path as well.
  const request = { method: "POST", address: `${new URL(url).origin}/(hidden)`, body };
  try {
    const headers = { "content-type": "application/json", "idempotency-key": key };
    const answer = await fetch(url, { method: "POST", headers, body, signal });
    discard(answer);
    const trace = { request, response: { status: answer.status } };
    if (answer.ok) return { outcome: "accepted", status: answer.status, trace };
    return { outcome: "failed", failure: judge(answer, at), trace };
  } catch (error) {
    return { outcome: "failed", failure: fromOutwardFailure(error), trace: { request } };
  }
}

/** The protocol wants nothing of an answer to be read but its status. */
function discard({ body }: FetchResponse): void {
  void body?.[Symbol.asyncIterator]()
    .return?.()
    .catch(() => undefined); // its connection ends by itself
}

function judge({ status, headers }: FetchResponse, at: Date): DeliveryFailure {
  if (status === 410) return deliveryFailure("delivery.gone", { status });
  if (status >= 300 && status < 400) return deliveryFailure("delivery.redirected", { status });
  const retryAfterMs = readRetryAfter(headers, at.getTime());
  const said = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  return deliveryFailure(status === 429 ? "delivery.throttled" : "delivery.answered_error", said);
}
