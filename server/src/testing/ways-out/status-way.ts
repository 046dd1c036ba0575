import type { StatusCall } from "../../integrations/roles/status-call.ts";
import { answer, hang, receiveWebhooks } from "../receive-webhooks.ts";
import { holdFetch } from "./fetch-by-hand.ts";
import { wayOut } from "./way.ts";

/** Where a request stands, told to an agent that knows what it was told by its key. */
export const statusWays = [
  wayOut<StatusCall>({
    kind: "drp_status",
    async open(integration) {
      const receiver = await receiveWebhooks();
      const { fetch, leave, shuffle } = holdFetch({ readsBeginningOnly: true });
      let number = 0;
      return {
        integration,
        fetch,
        content: () => ({
          url: `${receiver.url}/hidden-in-the-path?token=hidden-in-the-query`,
          body: JSON.stringify({ request_id: `rrq_${++number}`, status: "in_progress" }),
        }),
        obstruct(obstacle) {
          if (obstacle === "unreachable") leave();
          if (obstacle === "shuffle") shuffle();
          if (obstacle === "time_out_after") receiver.next(hang);
          if (obstacle === "throttle") receiver.next(answer(429, { "retry-after": "7" }));
          if (obstacle === "fail" || obstacle === "lie") receiver.next(answer(500));
          return undefined;
        },
        never: ["twice"],
        count: ({ content: { body } }) =>
          new Set(receiver.received.filter((one) => one.body === body).map(({ headers }) => headers["idempotency-key"]))
            .size,
        secrets: ["hidden-in-the-path", "hidden-in-the-query"],
        close: async () => {
          await fetch.close();
          await receiver.close();
        },
      };
    },
  }),
];
