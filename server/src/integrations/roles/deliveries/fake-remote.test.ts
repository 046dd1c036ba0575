import type { Repeat } from "./delivery.ts";
import { describeDelivery } from "./delivery.contract.ts";
import { openFakeRemote } from "./fake-remote.ts";

for (const repeat of ["read_back", "idempotent", "never"] satisfies Repeat[])
  describeDelivery(`the fake with ${repeat}`, () => {
    const remote = openFakeRemote("fake", { repeat });
    return Promise.resolve({
      integration: remote.integration,
      fetch: () => Promise.reject(new Error("nothing goes over the wire")),
      content: () => ({ text: "Hello" }),
      obstruct: (obstacle) => {
        if (obstacle !== "shuffle") remote.next(obstacle);
        return undefined;
      },
      never: ["shuffle"],
      count: ({ key }) => remote.effects.filter((one) => one.key === key).length,
    });
  });
