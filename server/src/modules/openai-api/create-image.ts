import * as z from "zod";
import { draw, refuseFailure } from "../../egress/public.ts";
import { exchange } from "../../framework/exchange.ts";
import { aboutContact, beginCall, callRefusals, marked } from "./begin-call.ts";
import { openaiApiErrors } from "./errors.ts";
import { explainProblem } from "./explain-problem.ts";
import { readExtra } from "./read-settings.ts";

const input = z.looseObject({
  model: z.string().min(1).max(300),
  prompt: z.string().min(1).max(32_000),
  n: z.int().min(1).max(10).nullish(),
  size: z.union([z.literal("auto"), z.string().regex(/^\d{2,4}x\d{2,4}$/)]).nullish(),
  response_format: z.enum(["b64_json", "url"]).nullish(),
  ...aboutContact,
});
const sizeUsual = "1024x1024";
const sideMax = 4096;

export const createImage = exchange({
  method: "POST",
  path: "/v1/images/generations",
  permission: "generations.write",
  purpose: "converse",
  rate: "expensive",
  input,
  refusals: [...callRefusals(), openaiApiErrors.not_supported],
  async answer(ctx, given, { signal }) {
    if (given.response_format === "url") throw openaiApiErrors.not_supported({ path: "response_format", issue: "url" });
    const call = await beginCall(ctx, given.model, signal, given.contact_id);
    const [width = 0, height = 0] = (given.size && given.size !== "auto" ? given.size : sizeUsual)
      .split("x")
      .map(Number);
    if (Math.max(width, height) > sideMax) throw openaiApiErrors.not_supported({ path: "size", issue: "too_large" });
    const extra = readExtra(given, Object.keys(input.shape));
    const asked = { ...call, prompt: given.prompt, count: given.n ?? 1, width, height, ...extra };
    const { images, passed } = await draw(ctx, asked).catch((error: unknown) => {
      throw refuseFailure(error);
    });
    const data = images.map((image) => ({ b64_json: image.data }));
    const format = images[0]?.media_type.replace("image/", "") ?? "png";
    const body = { created: Math.floor(ctx.at.getTime() / 1000), data, output_format: format };
    return { body, headers: marked(passed) };
  },
  explain: explainProblem,
});
