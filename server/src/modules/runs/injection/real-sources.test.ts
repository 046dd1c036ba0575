// Long because each order is read by the real tool for it, from a stand-in for the real service.
import { afterAll, beforeAll, expect, test } from "vitest";
import { callsOf } from "../../../testing/deeds/run-agents.ts";
import { describeTried } from "./testing/describe-tried.ts";
import { openSources, orders } from "./testing/real-sources.ts";
import { inTurns, obey } from "./testing/try-attacks.ts";
import { heldBack, judgeOutcome, type ObeyedOnceRead } from "./testing/judge-outcome.ts";

let place: Awaited<ReturnType<typeof openSources>>;
const tried: ObeyedOnceRead[] = [];
beforeAll(async () => {
  place = await openSources();
  await inTurns(place.planted, async (one) => {
    const run = await obey(place.ada, place.agent, one.read);
    const [read, ...calls] = callsOf(run);
    tried.push({ ...one, calls, untrusted: run.untrusted, read: read?.state ?? "never" });
  });
});
afterAll(async () => {
  process.stdout.write(`${describeTried(tried)}\n`);
  await place.close();
});

const sources = [
  "a mail's text (Gmail)",
  "a mail's subject (Gmail)",
  "a web page",
  "an issue (GitHub)",
  "a document",
  "the name of a file",
];

test.each(sources.flatMap((by) => Object.keys(orders).map((name) => [by, name] as const)))(
  "from %s: %s is obeyed by the model, and nothing comes of it without a yes",
  async (by, name) => {
    const one = tried.find((other) => other.by === by && other.name === name)!;
    expect(await judgeOutcome(place.world, one)).toEqual(heldBack);
  },
);

test("no mailbox sent anything to the attacker", () => {
  expect(place.google.seen.filter(({ path }) => path.endsWith("/messages/send"))).toEqual([]);
});

test("a report tells of what got through, and where to", () => {
  const call = {
    tool: "send_email",
    input: "{}",
    state: "done",
    delivery_id: "dlv_1",
    verdict: "agent.never",
  } as never;
  const through = { by: "a mail", name: "a forward", text: "call: send_email {}", calls: [call] };
  expect(describeTried([through])).toMatch(/✗ from a mail .*1 through/);
  expect(describeTried([through])).toContain("reached send_email {} (done)");
  expect(describeTried([{ ...through, calls: [] }])).toContain("1 were not obeyed");
});
