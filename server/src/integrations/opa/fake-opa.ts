import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Condition, Decide, DecisionRequest } from "../../framework/authorize.ts";
import type { PolicyInput } from "./to-policy-input.ts";

/**
 * The question as the input alone tells it. Hours are told by zone, so each becomes a clock of its own: a stand-in that
 * decides on this shows that the input leaves nothing out. It says nothing about the text of a policy.
 */
export function fromPolicyInput({ principal, action, resource, context }: PolicyInput): DecisionRequest {
  const { kind, id, operator, suspended, role, scopes, custom_roles, support } = principal;
  const { country, ...about } = resource;
  const byHour = (condition: Condition): Condition => {
    if (condition.attribute !== "hour") return condition;
    const hour = context.hours[condition.time_zone]!;
    const { from, to } = condition;
    const isWithin = from <= to ? from <= hour && hour < to : from <= hour || hour < to;
    return isWithin ? { ...condition, from: 0, to: 24 } : { ...condition, from: 0, to: 0 };
  };
  const customRoles = custom_roles.map((one) => ({ ...one, conditions: one.conditions.map(byHour) }));
  return {
    principal: {
      kind,
      id,
      isOperator: operator,
      role,
      customRoles,
      support,
      isSuspended: suspended,
      ...(scopes ? { scopes } : {}),
    } as never,
    action,
    resource: about,
    context: { at: new Date(context.at), isRead: context.read, country },
  };
}

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
