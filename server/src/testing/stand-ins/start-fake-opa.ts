import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Decide } from "../../framework/request/authorize.ts";
import { fromPolicyInput } from "../../integrations/opa/fake-opa.ts";
import type { PolicyInput } from "../../integrations/opa/to-policy-input.ts";

export type FakeOpa = {
  /** Of the decision. */
  url: string;
  /** What it was asked, as it came. */
  asked: unknown[];
  /** Answers from now on in its stead. */
  misbehave: ((answer: ServerResponse) => void) | undefined;
  close(): Promise<void>;
};

/** Answers like OPA's data API; what decides are the rules handed in, from the input alone. */
export async function startFakeOpa(rules: Decide): Promise<FakeOpa> {
  const server = createServer((incoming, answer) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      if (fake.misbehave) return fake.misbehave(answer);
      const body = JSON.parse(Buffer.concat(parts).toString()) as { input: PolicyInput };
      fake.asked.push(body);
      if (incoming.method !== "POST" || incoming.url !== "/v1/data/avow/decision")
        return answer.writeHead(404).end("{}");
      const { allow, rule, obligations = [] } = rules(fromPolicyInput(body.input)) as Awaited<ReturnType<Decide>>;
      answer.writeHead(200, { "content-type": "application/json" });
      answer.end(
        JSON.stringify({ decision_id: "4ca636c1-55e4-417a-b1d8-4aceb67960d1", result: { allow, rule, obligations } }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeOpa = {
    url: `http://127.0.0.1:${port}/v1/data/avow/decision`,
    asked: [],
    misbehave: undefined,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return fake;
}
