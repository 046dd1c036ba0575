import * as z from "zod";
import type { DeliveryKind } from "../../../egress/public.ts";
import { secondMs } from "../../../framework/clock.ts";
import type { DeliveryIntegration } from "../../../integrations/roles/deliveries/delivery.ts";
import { readRetryAfter } from "../../../integrations/roles/calls/classify-failure.ts";
import {
  type DeliveryFailure,
  deliveryFailure,
  fromOutwardFailure,
} from "../../../integrations/roles/deliveries/delivery-failure.ts";
import type { Fetch, FetchResponse } from "../../../integrations/roles/calls/fetch.ts";
import { declareTool } from "../declare-tool.ts";
import { declareToolKind } from "../declare-tool-kind.ts";
import { allowedUrls, isAllowed, webAddress } from "./read-allowed-urls.ts";

const input = z.strictObject({
  method: z.enum(["POST", "PUT", "PATCH", "DELETE"]),
  url: webAddress.describe("The whole address."),
  body: z.unknown().optional().describe("JSON."),
});
const settings = allowedUrls.extend({
  knows_keys: z
    .boolean()
    .default(false)
    .describe(
      "The receiver does the same thing once for one `Idempotency-Key`: it may be sent again when it is not known.",
    ),
});

export const sendRequest = declareTool<z.output<typeof input>>({
  name: "send_request",
  title: "Send to a web address",
  says: "can send to addresses that are allowed",
  description: "Sends JSON to a web address with POST, PUT, PATCH or DELETE. Only some addresses are allowed.",
  parameters: z.toJSONSchema(input, { io: "input" }),
  parse: (given) => input.parse(given),
  readSettings: (given) => settings.parse(given),
  effect: "writes",
  answers: "trusted",
  permission: "tools.write",
  approval: "always",
  reach: ({ url, body }) => ({ hosts: [new URL(url).hostname], urls: [url], texts: [JSON.stringify(body ?? null)] }),
  intend: (_step, call, { url }) =>
    Promise.resolve({
      kind: (call.settings as z.output<typeof settings>).knows_keys ? "tool_request_keyed" : "tool_request",
      target: new URL(url).host,
    }),
  tell: ({ state, reason }) =>
    state === "succeeded" ? "It was sent, and taken." : `It was not taken: ${reason ?? "for no reason given"}.`,
});

type Request = { method: string; url: string; body: string | undefined };

const answerWithinMs = 30 * secondMs;

/** A request whose receiver knows our key does it once; of any other nobody can tell without an answer. */
const overHttp = (repeat: "recognised" | "never"): DeliveryIntegration<Request> => ({
  name: "http",
  profile: { repeat, canRetract: false, sendWithinMs: answerWithinMs },
  async send({ key, content: { method, url, body } }, { fetch, signal, at }) {
    const shown = { method, address: url.replace(/\?.*$/s, "?(hidden)") };
    try {
      const headers = { "content-type": "application/json", "idempotency-key": key };
      const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }), signal });
      const text = (await answer.text()).slice(0, 4096);
      const trace = { request: shown, response: { status: answer.status, body: text } };
      if (answer.ok) return { outcome: "accepted", status: answer.status, trace };
      return { outcome: "failed", failure: judge(answer, repeat, at), trace };
    } catch (error) {
      return { outcome: "failed", failure: fromOutwardFailure(error), trace: { request: shown } };
    }
  },
});

/** A receiver that failed may have done it before it did: without a key of ours nobody tries again. */
function judge({ status, headers }: FetchResponse, repeat: "recognised" | "never", at: Date): DeliveryFailure {
  const retryAfterMs = readRetryAfter(headers, at.getTime());
  const said = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 429) return deliveryFailure("delivery.throttled", said);
  if (status < 500) return deliveryFailure("delivery.content_refused", { status });
  return deliveryFailure("delivery.answered_error", { ...said, mayHaveHappened: repeat === "never" });
}

export const requestKinds = (fetch: Fetch): DeliveryKind[] =>
  (["tool_request", "tool_request_keyed"] as const).map((name) =>
    declareToolKind<Request>({
      name,
      integration: overHttp(name === "tool_request" ? "never" : "recognised"),
      compose(_work, call) {
        const { method, url, body } = input.parse(call.input);
        const allowed = settings.safeParse(call.settings);
        if (!allowed.success || !isAllowed(url, allowed.data))
          return Promise.resolve({ drop: "tools.address_not_allowed" });
        const text = body === undefined ? undefined : JSON.stringify(body);
        const compose = (changed: string | undefined): Request => ({ method, url, body: changed });
        if (text === undefined) return Promise.resolve({ content: compose(undefined), fetch });
        return Promise.resolve({
          content: compose(text),
          fetch,
          texts: [text],
          replace: ([changed]) => compose(changed),
        });
      },
    }),
  );
