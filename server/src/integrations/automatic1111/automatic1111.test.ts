import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../framework/clock.ts";
import { type StandIn, startStandIn } from "../roles/fake.ts";
import { automatic1111 } from "./automatic1111.ts";

const fetchAny = globalThis.fetch as never;
const authorization = `Basic ${Buffer.from("ada:secret").toString("base64")}`;
let fake: StandIn;
beforeAll(async () => {
  fake = await startStandIn(({ path, headers, body }) => {
    if (headers.authorization !== authorization)
      return { kind: "status", status: 401, body: { detail: "Incorrect username or password" } };
    if (path === "/sdapi/v1/sd-models")
      return { kind: "json", body: [{ title: "dream.safetensors [1a2b]", model_name: "dream" }] };
    const images = Array.from({ length: Number(body["batch_size"]) }, (_, at) =>
      Buffer.from(`png${at}`).toString("base64"),
    );
    return { kind: "json", body: { images, parameters: {}, info: "{}" } };
  });
});
afterAll(() => fake.close());

const server = (key = "ada:secret", limits = {}) =>
  automatic1111({ id: "con_1", url: `${fake.url}/`, key, clock: systemClock, limits });
const call = (signal = new AbortController().signal) => ({ fetch: fetchAny, signal });
const asked = { model: "dream", prompt: "A red house", count: 2, width: 512, height: 256 };

test("draws as many pictures as asked for, and hands on nothing that reaches files or scripts", async () => {
  const extra = { steps: 12, script_name: "evil", save_images: true, alwayson_scripts: {} };
  const { images } = await server().draw({ ...asked, extra }, call());
  expect(images).toEqual(
    [0, 1].map((at) => ({ data: Buffer.from(`png${at}`).toString("base64"), media_type: "image/png" })),
  );
  expect(fake.requests.at(-1)!.body).toEqual({
    steps: 12,
    prompt: "A red house",
    width: 512,
    height: 256,
    batch_size: 2,
    override_settings: { sd_model_checkpoint: "dream" },
    save_images: false,
  });
});

test("lists its checkpoints, and is unhealthy with another key", async () => {
  expect(await server().listModels(call())).toEqual([{ id: "dream" }]);
  expect(await server("ada:wrong").health(call())).toMatchObject({ error: { code: "provider.key_refused" } });
});

test("what it fails with is told by its kind, and a stop stops it", async () => {
  const codeOf = (limits = {}, signal?: AbortSignal) =>
    server("ada:secret", limits)
      .draw(asked, call(signal))
      .then(
        () => "drawn",
        (error: unknown) => (error as { code: string }).code,
      );
  fake.next(() => ({ kind: "status", status: 500, body: { error: "OutOfMemoryError", detail: "" } }));
  expect(await codeOf()).toBe("provider.failed");
  fake.next(() => ({ kind: "json", body: { images: "none" } }));
  expect(await codeOf()).toBe("provider.malformed_answer");
  fake.next(() => ({ kind: "events", events: [], end: "hang" }));
  expect(await codeOf({ firstByteMs: 60, idleMs: 60 })).toBe("egress.timed_out");
  expect(await codeOf({}, AbortSignal.abort())).toBe("provider.cancelled");
});
