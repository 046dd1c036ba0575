import type { DeliveryUnderTest, Obstacle } from "../../integrations/roles/deliveries/delivery.contract.ts";
import { answer, hang, receiveWebhooks } from "../stand-ins/receive-webhooks.ts";
import { holdFetch } from "./fetch-by-hand.ts";

type Received = Required<Pick<DeliveryUnderTest<{ body: string }>, "fetch" | "never" | "count" | "close">>;

type How = {
  /** Where the id stands by which it drops what it has already; without, it takes everything anew. */
  idHeader?: string | undefined;
  readsBeginningOnly?: true;
};

/** A receiver over HTTP that misbehaves as it is told. */
export async function openReceiver({
  idHeader,
  ...reads
}: How): Promise<Received & { url: string; obstruct(obstacle: Obstacle): undefined }> {
  const receiver = await receiveWebhooks();
  const { fetch, leave, shuffle } = holdFetch(reads);
  return {
    url: receiver.url,
    fetch,
    obstruct(obstacle) {
      if (obstacle === "unreachable") leave();
      if (obstacle === "shuffle") shuffle();
      if (obstacle === "time_out_after") receiver.next(hang);
      if (obstacle === "throttle") receiver.next(answer(429, { "retry-after": "7" }));
      if (obstacle === "fail" || obstacle === "lie") receiver.next(answer(500));
    },
    never: ["twice"],
    count({ content: { body } }) {
      const taken = receiver.received.filter((one) => one.body === body);
      return idHeader ? new Set(taken.map(({ headers }) => headers[idHeader])).size : taken.length;
    },
    async close() {
      await fetch.close();
      await receiver.close();
    },
  };
}
