import { expect, test } from "vitest";
import { listBuiltIn, type OfferedTool } from "../../tools/public.ts";
import { judgeCall, standsIn } from "./judge-call.ts";

const tools = await listBuiltIn.list(undefined as never, undefined as never);
const offer = (name: string, choice: Partial<OfferedTool["choice"]> = {}): OfferedTool => ({
  tool: tools.find((tool) => tool.name === name)!,
  choice: { name, approval: "usual", when_untrusted: "narrow", settings: {}, ...choice },
  settings: undefined,
});
const calm = { isUntrusted: false, trustedText: "", wasUsed: false, reach: {} };

test("without anything from outside an agent's own word counts, then its tool's", () => {
  expect(judgeCall(offer("send_email"), calm)).toMatchObject({ action: "ask", rule: "tool.always" });
  expect(judgeCall(offer("send_email", { approval: "never" }), calm)).toEqual({ action: "go", rule: "agent.never" });
  expect(judgeCall(offer("calculate", { approval: "always" }), calm)).toMatchObject({ rule: "agent.always" });
});

test("a rule asks by amount, by recipient and the first time; what does not say its amount may cost anything", () => {
  const judge = (rule: object, reach: object, wasUsed = false) =>
    judgeCall(offer("send_email", { approval: "rule", rule }), { ...calm, reach, wasUsed }).rule;
  expect(judge({ amount_above: 5 }, { amountMicros: 5 })).toBe("rule.met");
  expect(judge({ amount_above: 5 }, { amountMicros: 6 })).toBe("rule.amount");
  expect(judge({ amount_above: 5 }, {})).toBe("rule.amount");
  expect(judge({ recipients_outside: ["acme.example"] }, { recipients: ["mara@mail.acme.example"] })).toBe("rule.met");
  expect(judge({ recipients_outside: ["acme.example"] }, { recipients: ["mara@notacme.example"] })).toBe(
    "rule.recipient",
  );
  expect(judge({ recipients_outside: ["mara@acme.example"] }, { recipients: ["eve@acme.example"] })).toBe(
    "rule.recipient",
  );
  expect(judge({ first_use: true }, {})).toBe("rule.first_use");
  expect(judge({ first_use: true }, {}, true)).toBe("rule.met");
});

test("with something from outside nothing reads or writes where nobody here sent it, whatever the agent's builder chose", () => {
  const judge = (name: string, url: string, trustedText: string) =>
    judgeCall(offer(name, { approval: "never" }), {
      ...calm,
      isUntrusted: true,
      trustedText,
      reach: { urls: [url], hosts: [new URL(url).hostname] },
    }).rule;
  const said = "Read https://docs.acme.example/start for me.";
  expect(judge("read_url", "https://docs.acme.example/start", said)).toBe("agent.never");
  for (const url of [
    "https://docs.acme.example/start?q=secret",
    "https://docs.acme.example/start/secret",
    "https://docs.acme.example/star",
    "https://evil.example/",
  ])
    expect(judge("read_url", url, said), url).toBe("untrusted.url");
  const silent = { ...calm, isUntrusted: true };
  expect(judgeCall(offer("send_request", { approval: "never" }), silent).rule).toBe("untrusted.effect");
  expect(judgeCall(offer("send_email", { when_untrusted: "refuse" }), silent)).toMatchObject({ action: "refuse" });
  expect(judgeCall(offer("calculate"), silent)).toMatchObject({ action: "go" });
});

test("a word stands in a text only by itself", () => {
  const text = "Write to Mara@acme.example. Also (desk@acme.example), please.";
  for (const word of ["mara@acme.example", "desk@acme.example"]) expect(standsIn(text, word), word).toBe(true);
  for (const word of ["ara@acme.example", "acme.example", "mara@acme.exam", "mara@acme", ""])
    expect(standsIn(text, word), word).toBe(false);
  expect(standsIn("mara@acme.example.evil.example", "mara@acme.example")).toBe(false);
});

test("an outsider's tool is told what others answered only after a yes, whatever the agent's builder chose", () => {
  const { tool, ...choice } = offer("read_url", { approval: "never" });
  const outside: OfferedTool = { ...choice, tool: { ...tool, outsider: "mcp_evil_" } };
  const untrusted = { ...calm, isUntrusted: true };
  expect(judgeCall(outside, untrusted)).toEqual({ action: "go", rule: "agent.never" });
  expect(judgeCall(outside, { ...untrusted, othersAnswered: true })).toMatchObject({ rule: "untrusted.carried" });
  expect(judgeCall({ ...outside, tool }, { ...untrusted, othersAnswered: true })).toMatchObject({ action: "go" });
});
