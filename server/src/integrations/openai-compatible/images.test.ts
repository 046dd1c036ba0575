import { systemClock } from "../../framework/clock.ts";
import { startStandIn } from "../roles/models/fake.ts";
import { describeImages } from "../roles/models/images.contract.ts";
import { openaiCompatible } from "./openai-compatible.ts";

const key = "sk-secret";

describeImages("OpenAI's images API", async () => {
  const answer = (pictures: readonly string[]) => ({ created: 1, data: pictures.map((b64_json) => ({ b64_json })) });
  const fake = await startStandIn(({ headers }) => {
    if (headers.authorization === `Bearer ${key}`) return { kind: "json", body: answer(["cG5n"]) };
    return { kind: "status", status: 401, body: { error: { message: "Incorrect API key provided" } } };
  });
  return {
    open: (limits) => openaiCompatible({ id: "con_1", url: fake.url, key, clock: systemClock, limits: limits ?? {} }),
    fake,
    model: "painter-1",
    answer,
    readAsked({ model, prompt, n, size }) {
      const [width, height] = String(size).split("x").map(Number);
      return { model, prompt, count: n, width, height } as never;
    },
    secrets: [key],
  };
});
