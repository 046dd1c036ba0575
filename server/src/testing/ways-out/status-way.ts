import type { StatusCall } from "../../integrations/roles/deliveries/status-call.ts";
import { openReceiver } from "./open-receiver.ts";
import { wayOut } from "./way.ts";

/** Where a request stands, told to an agent that knows what it was told by its key. */
export const statusWays = [
  wayOut<StatusCall>({
    kind: "drp_status",
    async open(integration) {
      const { url, ...receiver } = await openReceiver({ idHeader: "idempotency-key", readsBeginningOnly: true });
      let number = 0;
      return {
        ...receiver,
        integration,
        content: () => ({
          url: `${url}/hidden-in-the-path?token=hidden-in-the-query`,
          body: JSON.stringify({ request_id: `rrq_${++number}`, status: "in_progress" }),
        }),
        secrets: ["hidden-in-the-path", "hidden-in-the-query"],
      };
    },
  }),
];
