import type { DeliveryKind } from "../../../egress/public.ts";
import { secondMs } from "../../../framework/clock.ts";
import type { DeliveryIntegration } from "../../../integrations/roles/deliveries/delivery.ts";
import { deliveryFailure } from "../../../integrations/roles/deliveries/delivery-failure.ts";
import type { Fetch } from "../../../integrations/roles/calls/fetch.ts";
import { asPerson, failureOf } from "../../connections/public.ts";
import { callsPort, declareToolKind } from "../../tools/public.ts";
import { type Asked, type Asking, askServer, changedSentence, sentenceOf } from "./ask-server.ts";
import { findUsable, mcpKinds, parseArgs } from "./list-mcp-tools.ts";
import { reachOf } from "./reach-of.ts";

type Write = {
  args: Record<string, unknown>;
  tool: string;
  ask(asking: Asking): Promise<Asked>;
  /** What the model is to be told. */
  keep(text: string): Promise<void>;
};

const actWithinMs = 30 * secondMs;
/** The library that speaks the protocol goes out by the module's own way. */
const noFetch: Fetch = () => Promise.reject(new Error("a server is asked by its own way out"));

const integration = (repeat: "idempotent" | "never"): DeliveryIntegration<Write> => ({
  name: "mcp",
  profile: { repeat, canRetract: false, sendWithinMs: actWithinMs },
  async send({ key, content: { args, tool, ask, keep } }, { signal }) {
    // What is written is the call's, sealed there; here stands only that it went.
    const trace = { request: { method: "tools/call", address: tool } };
    const failed = (code: Parameters<typeof deliveryFailure>[0]) =>
      ({ outcome: "failed", failure: deliveryFailure(code), trace }) as const;
    const asked = await ask({ args, key, signal });
    if (asked.state === "changed") {
      await keep(changedSentence);
      return failed("delivery.content_refused");
    }
    if (asked.state === "needs_connection") {
      await keep(asked.sentence);
      return failed("delivery.key_refused");
    }
    if (asked.state === "failed") {
      const failure = failureOf(asked.error);
      if (!failure.mayHaveHappened) await keep(sentenceOf(asked.error));
      return { outcome: "failed", failure, trace };
    }
    await keep(asked.answer.text);
    return asked.answer.hasFailed ? failed("delivery.content_refused") : { outcome: "accepted", trace };
  },
});

/** How what servers are to change leaves: by the gate of deliveries, as the person the run is for. */
export const declareMcpKinds = (): DeliveryKind[] =>
  ([mcpKinds.once, mcpKinds.repeatable] as const).map((name) =>
    declareToolKind<Write>({
      name,
      integration: integration(name === mcpKinds.repeatable ? "idempotent" : "never"),
      limits: { target: { perMinute: 60, burst: 20 } },
      async compose(work, call, delivery) {
        const person = asPerson(work, call.userId);
        const usable = (await findUsable(person)).get(call.tool);
        if (!usable) return { drop: "tools.not_offered" };
        const given = parseArgs(usable.tool, call.input);
        const { recipients = [], texts = [] } = reachOf(given);
        const compose = (args: Record<string, unknown>): Write => ({
          args,
          tool: call.tool,
          ask: (asking) => askServer(person, usable.server, usable.tool, asking),
          keep: (text) => work.port(callsPort).keepAnswer(work, delivery, text),
        });
        return {
          content: compose(given),
          fetch: noFetch,
          recipients,
          texts,
          replace: ([changed]) => compose(JSON.parse(changed!) as Record<string, unknown>),
        };
      },
    }),
  );
