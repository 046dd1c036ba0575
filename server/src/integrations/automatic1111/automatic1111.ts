import * as z from "zod";
import type { Clock } from "../../framework/clock.ts";
import { callServer } from "../roles/calls/call-server.ts";
import type { CallLimits } from "../roles/calls/limit-call.ts";
import { listHealth } from "../roles/models/list-health.ts";
import type { ModelCall, ModelDescription, ModelProvider } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { parseJson } from "../roles/calls/read-body.ts";

type Settings = { id: string; url: string; key?: string; clock: Clock; limits?: Partial<CallLimits> };
type ImageServer = ModelProvider & Required<Pick<ModelProvider, "draw">>;

const drawn = z.object({ images: z.array(z.string()).min(1) });
const checkpoints = z.array(z.object({ title: z.string(), model_name: z.string() }));
/** What its API takes besides, and nothing that reaches files or scripts of the server. */
const takes = new Set(["negative_prompt", "seed", "steps", "cfg_scale", "sampler_name", "scheduler"]);

/** AUTOMATIC1111's Stable Diffusion web UI, and what speaks its API. A key is `user:password`, as `--api-auth` wants it. */
export function automatic1111({ id, url, key, clock, limits }: Settings): ImageServer {
  const headers: Record<string, string> = key ? { authorization: `Basic ${Buffer.from(key).toString("base64")}` } : {};
  const base = url.replace(/\/+$/, "").replace(/\/sdapi\/v1$/, "");
  const server = callServer({ base: `${base}/sdapi/v1`, headers, clock, limits });
  const listModels = async (call: ModelCall): Promise<ModelDescription[]> => {
    const parsed = checkpoints.safeParse(parseJson(await server.ask(call, "/sd-models")));
    if (!parsed.success) throw new ProviderError("provider.not_a_model_server", { status: 200 });
    return parsed.data.map(({ model_name }) => ({ id: model_name }));
  };
  return {
    id,
    sandbox: false,
    async draw({ model, prompt, count, width, height, extra = {} }, call) {
      const known = Object.fromEntries(Object.entries(extra).filter(([name]) => takes.has(name)));
      const body = await server.ask(call, "/txt2img", {
        ...known,
        prompt,
        width,
        height,
        batch_size: count,
        override_settings: { sd_model_checkpoint: model },
        save_images: false,
      });
      const parsed = drawn.safeParse(parseJson(body));
      if (!parsed.success) throw new ProviderError("provider.malformed_answer", { reason: "shape" });
      return { images: parsed.data.images.slice(0, count).map((data) => ({ data, media_type: "image/png" })) };
    },
    listModels,
    health: (call) => listHealth(() => listModels(call)),
  };
}
