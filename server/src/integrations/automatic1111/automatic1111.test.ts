import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../framework/clock.ts";
import { type StandIn, startStandIn } from "../roles/models/fake.ts";
import { describeImages } from "../roles/models/images.contract.ts";
import { automatic1111 } from "./automatic1111.ts";

const fetchAny = globalThis.fetch as never;
const authorization = `Basic ${Buffer.from("ada:secret").toString("base64")}`;
const startFake = () =>
  startStandIn(({ path, headers, body }) => {
    if (headers.authorization !== authorization)
      return { kind: "status", status: 401, body: { detail: "Incorrect username or password" } };
    if (path === "/sdapi/v1/sd-models")
      return { kind: "json", body: [{ title: "dream.safetensors [1a2b]", model_name: "dream" }] };
    const images = Array.from({ length: Number(body["batch_size"]) }, (_, at) =>
      Buffer.from(`png${at}`).toString("base64"),
    );
    return { kind: "json", body: { images, parameters: {}, info: "{}" } };
  });
let fake: StandIn;
beforeAll(async () => {
  fake = await startFake();
});
afterAll(() => fake.close());

describeImages("AUTOMATIC1111", async () => {
  const upstream = await startFake();
  const key = "ada:secret";
  return {
    open: (limits) => automatic1111({ id: "con_1", url: upstream.url, key, clock: systemClock, limits: limits ?? {} }),
    fake: upstream,
    model: "dream",
    answer: (images) => ({ images, parameters: {}, info: "{}" }),
    readAsked({ prompt, width, height, batch_size, override_settings }) {
      const { sd_model_checkpoint } = override_settings as { sd_model_checkpoint: string };
      return { model: sd_model_checkpoint, prompt, width, height, count: batch_size } as never;
    },
    secrets: [key, Buffer.from(key).toString("base64")],
  };
});

const server = (key = "ada:secret") => automatic1111({ id: "con_1", url: `${fake.url}/`, key, clock: systemClock });
const call = () => ({ fetch: fetchAny, signal: new AbortController().signal });
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
