import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeTooledAgent } from "../../testing/deeds/run-agents.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let agent: { id: string };
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  agent = await makeTooledAgent(ada, [{ name: "calculate" }]);
});
afterAll(() => all.world.close());

async function keyFor(scopes: string[]): Promise<string> {
  const made = ada.request("/api/v1/api-keys", { method: "POST", json: { name: "Program", scopes } });
  return (await readAnswer<{ token: string }>(made, 201)).token;
}

const ask = async (token: string, path: string, body: object) =>
  all.world.request(path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "avow-workspace": ada.workspaceId,
    },
    body: JSON.stringify({ model: `agent:${agent.id}`, ...body }),
  });
const content = 'call: calculate {"expression":"6*7"}';

test("an agent with tools answers OpenAI's programs by a run: whole, streamed and as a response", async () => {
  const token = await keyFor(["generations.write", "runs.write"]);
  const messages = [{ role: "user", content }];
  const whole = await ask(token, "/v1/chat/completions", { messages });
  expect(whole.headers.get("avow-sandbox")).toBe("true");
  const body = (await whole.json()) as { choices: { message: { content: string } }[]; avow: { state: string } };
  expect(body.choices[0]!.message.content).toContain("42");
  expect(body.avow.state).toBe("completed");
  const streamed = await (await ask(token, "/v1/chat/completions", { messages, stream: true })).text();
  expect(streamed).toContain("42");
  expect(streamed.trimEnd().endsWith("data: [DONE]")).toBe(true);
  const response = (await (await ask(token, "/v1/responses", { input: content })).json()) as object;
  expect(JSON.stringify(response)).toContain("42");
});

test("a key that may only ask models has no agent's tools", async () => {
  const token = await keyFor(["generations.write"]);
  const refused = await ask(token, "/v1/chat/completions", { messages: [{ role: "user", content }] });
  expect(refused.status).toBe(403);
});

test.each([["with tools", [{ name: "calculate" }]] as const, ["without", []] as const])(
  "an agent %s is told what its instructions want to know by an extra field, and does not begin without",
  async (_, tools) => {
    const variables = [
      { name: "customer", required: true },
      { name: "count", type: "number", value: "3" },
    ];
    const { id } = await makeTooledAgent(ada, tools, {
      instructions: "Serve {{customer}}, {{count}} times.",
      variables,
    });
    const token = await keyFor(["generations.write", "runs.write"]);
    const asked = async (path: string, values?: object) => {
      const said = path === "/v1/responses" ? { input: "Hi" } : { messages: [{ role: "user", content: "Hi" }] };
      return (await ask(token, path, { ...said, model: `agent:${id}`, variables: values })).text();
    };
    for (const path of ["/v1/chat/completions", "/v1/responses"]) {
      expect(await asked(path)).toContain("agents.variable_missing");
      expect(await asked(path, { customer: "Mara", count: "many" })).toContain("agents.variable_wrong");
      expect(await asked(path, { customer: "Mara" })).toContain("Serve Mara, 3 times.");
    }
  },
);
