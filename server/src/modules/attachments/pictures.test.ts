import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { attach, download, sayWith } from "../../testing/deeds/attach.ts";
import { makePicture } from "../../testing/samples/make-picture.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import {
  findExample,
  makeAgent,
  say,
  type SeenMessage,
  startConversation,
  untilOver,
} from "../../testing/deeds/talk.ts";

let all: TwoTenants;
let fake: FakeModelServer;
let agent: { id: string };
beforeAll(async () => {
  [all, fake] = await Promise.all([openTwoTenants(), startFakeModelServer()]);
  fake.takesParts = true;
  agent = await makeAgent(all.ada, fake);
});
afterAll(async () => {
  await all.world.close();
  await fake.close();
});

const begin = () => startConversation(all.ada, agent);
const ask = (path: string, options?: object) => all.ada.request(`/api/v1${path}`, options);
type Part = { type: string; text?: string; image_url?: { url: string } };
const lastParts = () => (JSON.parse(fake.requests.at(-1)!.body) as { messages: { content: Part[] }[] }).messages;
type Waiting = { data: { id: string; hash: string; summary: string }[] };
const readWaiting = async () => (await readAnswer<Waiting>(ask("/approvals?state=pending"), 200)).data;

async function approveAll(): Promise<number> {
  const waiting = await readWaiting();
  for (const { id, hash } of waiting)
    await readAnswer(ask(`/approvals/${id}/approve`, { method: "POST", json: { hash } }), 200);
  return waiting.length;
}
const retry = async ({ id }: SeenMessage) =>
  (await readAnswer<{ reply: SeenMessage }>(ask(`/messages/${id}/retry`, { method: "POST", json: {} }), 202)).reply;

describe("a picture", () => {
  test.each([
    ["png", "image/png"],
    ["jpeg", "image/jpeg"],
    ["gif", "image/gif"],
    ["webp", "image/webp"],
  ] as const)("is made small and kept without what the camera wrote into it: %s", async (format, type) => {
    const picture = await makePicture({ width: 3000, height: 1500, format, note: "taken-in-reykjavik" });
    const added = await attach(all.ada, await begin(), `photo.${format}`, picture);
    expect(added).toMatchObject({
      state: "ready",
      kind: "picture",
      type,
      width: 2048,
      height: 1024,
      has_preview: true,
    });
    const { content } = await download(all.ada, added);
    expect([content.length === added.bytes, content.includes("reykjavik")]).toEqual([true, false]);
    const preview = await ask(`/attachments/${added.id}/preview`);
    expect([preview.status, preview.headers.get("content-type")]).toEqual([200, "image/webp"]);
    const small = Buffer.from(await preview.arrayBuffer());
    expect(small.toString("latin1", 8, 12)).toBe("WEBP");
    expect(small.length).toBeLessThan(20_000);
  });

  test("that is broken, or has more pixels than anybody looks at, fails in words; a document has no small picture", async () => {
    const conversation = await begin();
    const cut = (await makePicture({ format: "png", width: 500, height: 500 })).subarray(0, 200);
    expect(await attach(all.ada, conversation, "a.png", cut)).toMatchObject({
      state: "failed",
      error: { code: "attachments.damaged" },
    });
    const huge = await makePicture({ format: "png", width: 9000, height: 9000 });
    expect(await attach(all.ada, conversation, "b.png", huge)).toMatchObject({ state: "failed" });
    const note = await attach(all.ada, conversation, "a.txt", "Hello");
    expect(await readRefusal(ask(`/attachments/${note.id}/preview`))).toBe("404 attachments.no_preview");
  });

  test("leaves once somebody has said yes to it and to that model, and the next turn does not ask again", async () => {
    const conversation = await begin();
    const added = await attach(all.ada, conversation, "a.jpg", await makePicture({ note: "secret-place" }));
    const before = fake.requests.length;
    const { reply } = await sayWith(all.ada, conversation, "What is it?", [added]);
    expect(await untilOver(all.ada, reply)).toMatchObject({
      state: "failed",
      error: { code: "egress.approval_needed" },
    });
    expect(fake.requests.length).toBe(before);
    expect(await readWaiting()).toMatchObject([{ summary: expect.stringContaining("a picture") as string }]);
    expect(await approveAll()).toBe(1);
    expect(await untilOver(all.ada, await retry(reply))).toMatchObject({ state: "complete" });
    const [picture, words] = lastParts().at(-1)!.content;
    expect(words).toEqual({ type: "text", text: "What is it?" });
    const [, data = ""] = picture!.image_url!.url.split("data:image/jpeg;base64,");
    expect(Buffer.from(data, "base64").equals((await download(all.ada, added)).content)).toBe(true);
    await untilOver(all.ada, (await say(all.ada, conversation, "And now?")).reply);
    expect(JSON.stringify(lastParts())).toContain(data);
    expect(await readWaiting()).toEqual([]);
  });

  test("is named and not sent to a model that is known not to see", async () => {
    const example = await findExample(all.ada);
    const conversation = await startConversation(all.ada, example);
    const added = await attach(all.ada, conversation, "a.jpg", await makePicture());
    const { reply } = await sayWith(all.ada, conversation, "What is it?", [added]);
    expect(await untilOver(all.ada, reply)).toMatchObject({ state: "complete", sandbox: true });
  });

  test("never leaves where the policy blocks pictures", async () => {
    const json = { values: { "redaction.picture": "block" } };
    await readAnswer(ask("/policy", { method: "PATCH", json }), 200);
    const conversation = await begin();
    const added = await attach(all.ada, conversation, "a.jpg", await makePicture());
    const { reply } = await sayWith(all.ada, conversation, "What is it?", [added]);
    expect(await untilOver(all.ada, reply)).toMatchObject({ state: "failed", error: { code: "egress.blocked" } });
    const rows = await all.world.rows("select action, rule from guardrail_verdicts where action = 'block'");
    expect(rows).toEqual([{ action: "block", rule: "redaction.picture/picture" }]);
  });
});
