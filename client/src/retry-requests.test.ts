import { expect, test } from "vitest";
import { createClient } from "./client.ts";

type Seen = { method: string; key: string | null; body: string };

function answering(...answers: (Response | Error)[]) {
  const seen: Seen[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    seen.push({ method: request.method, key: request.headers.get("idempotency-key"), body: await request.text() });
    const next = answers.shift() ?? Response.json({ id: "agt_1" });
    if (next instanceof Error) throw next;
    return next;
  };
  return { seen, client: createClient({ origin: "http://avow.test", apiKey: "k", fetch, retriesMax: 3 }) };
}

const busy = (headers: Record<string, string> = {}) => new Response("", { status: 503, headers });

test("a request that breaks is sent again, with the same idempotency key and body", async () => {
  const { seen, client } = answering(new TypeError("fetch failed"), busy());
  await client.POST("/agents", { body: { name: "Ada" } });
  expect(seen).toHaveLength(3);
  expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
  expect(seen[0]!.key).toMatch(/^[0-9a-f]{32}$/);
  expect(seen.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => '{"name":"Ada"}'));
});

test("what may not be repeated is not, and what is refused stays refused", async () => {
  const patched = answering(busy());
  await patched.client.PATCH("/agents/{agent_id}", { params: { path: { agent_id: "agt_1" } }, body: { name: "B" } });
  expect(patched.seen).toHaveLength(1);
  const refused = answering(Response.json({ code: "x" }, { status: 404 }));
  await refused.client.GET("/agents");
  expect(refused.seen).toHaveLength(1);
});

test("it waits as long as it is asked to, and gives up after so many tries", async () => {
  const start = performance.now();
  await answering(busy({ "retry-after": "1" })).client.GET("/agents");
  expect(performance.now() - start).toBeGreaterThan(990);
  const { seen, client } = answering(busy(), busy(), busy(), busy(), busy());
  expect((await client.GET("/agents")).response.status).toBe(503);
  expect(seen).toHaveLength(4);
});

test("a wait that would be long is left to the caller", async () => {
  const { seen, client } = answering(new Response("", { status: 429, headers: { "retry-after": "600" } }));
  expect((await client.GET("/agents")).response.status).toBe(429);
  expect(seen).toHaveLength(1);
});
