import * as z from "zod";
import { checkDestination, egressErrors } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { checkModelServer, type Health } from "./check-model-server.ts";
import { modelErrors } from "./errors.ts";
import { insertModelServer } from "./insert-model-server.ts";
import { modelServer } from "./present-model-server.ts";
import { ownKinds } from "./provider-kinds.ts";

export const createModelServer = endpoint({
  method: "POST",
  path: "/model-servers",
  summary: "Connect a model server of one's own.",
  description:
    "`self-hosted` is any server that speaks OpenAI's dialect: Ollama, vLLM, llama.cpp and others; `automatic1111` draws. The server is asked for its models at once; it is connected also when it does not answer yet, and asked again every minute while AI is on. A server on this machine needs the operator's permission.",
  scope: "organization",
  permission: "models.write",
  stepUp: true,
  purpose: "models",
  rate: "expensive",
  status: 201,
  input: z.strictObject({
    kind: z.enum(ownKinds).default("self-hosted"),
    name: z.string().trim().min(1).max(100),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .describe("Its address, with or without `/v1`."),
    key: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe("Sent as a bearer token. Kept sealed, never shown again."),
  }),
  output: modelServer,
  refusals: [egressErrors.destination_refused, modelErrors.limit_reached],
  audit: { action: "model_server.connected", target: (server) => server.id },
  async prepare(ctx, { kind, url, key }) {
    const destination = await checkDestination(url, { allowLoopback: ctx.deployment.allowLoopbackModels });
    if (!destination.allowed) throw egressErrors.destination_refused({ reason: destination.reason });
    const id = ctx.newId("mds");
    const server = { id, kind, url, ...(key ? { key } : {}) };
    return { id, ...(await checkModelServer(ctx, server, AbortSignal.timeout(20_000))) };
  },
  run: (ctx, { kind, name, url, key }, { prepared }) =>
    insertModelServer(ctx, { ...(prepared as Health & { id: string }), kind, name, url, key: key ?? null }),
});
