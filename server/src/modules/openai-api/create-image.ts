import * as z from "zod";
import { draw, refuseFailure } from "../../egress/public.ts";
import { exchange } from "../../framework/exchange.ts";
import { type ImageConfiguration, resolveImage } from "../models/public.ts";
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
const sideUsual = 1024;
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
    const saved = await resolveImage(ctx, given.model);
    const call = await beginCall(ctx, saved.model, signal, given.contact_id);
    const { width, height } = sizeOf(given.size, saved);
    if (Math.max(width, height) > sideMax) throw openaiApiErrors.not_supported({ path: "size", issue: "too_large" });
    const extra = readExtra(given, Object.keys(input.shape));
    const prompt = saved.style ? `${given.prompt}\n\n${saved.style}` : given.prompt;
    const asked = { ...call, prompt, count: given.n ?? saved.count ?? 1, width, height, ...extra };
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

/** What the call says, else what is saved. */
function sizeOf(size: string | null | undefined, { width = sideUsual, height = sideUsual }: ImageConfiguration) {
  if (!size || size === "auto") return { width, height };
  const [across = 0, down = 0] = size.split("x").map(Number);
  return { width: across, height: down };
}
