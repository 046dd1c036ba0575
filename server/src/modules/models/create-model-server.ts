import * as z from "zod";
import { checkDestination, egressErrors } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { checkModelServer, type Health } from "./check-model-server.ts";
import { modelErrors } from "./errors.ts";
import { modelServer, presentModelServer } from "./present-model-server.ts";
import { modelServers } from "./tables.ts";

const serversMax = 50;

export const createModelServer = endpoint({
  method: "POST",
  path: "/model-servers",
  summary: "Connect a server that speaks OpenAI's dialect: Ollama, vLLM, llama.cpp and others.",
  description:
    "The server is asked for its models at once; it is connected also when it does not answer yet, and asked again every minute while AI is on. A server on this machine needs the operator's permission.",
  scope: "organization",
  permission: "models.write",
  purpose: "models",
  rate: "expensive",
  status: 201,
  input: z.strictObject({
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
  async prepare(ctx, { url, key }) {
    const destination = await checkDestination(url, { allowLoopback: ctx.deployment.allowLoopbackModels });
    if (!destination.allowed) throw egressErrors.destination_refused({ reason: destination.reason });
    const id = ctx.newId("mds");
    return { id, ...(await checkModelServer(ctx, { id, url, ...(key ? { key } : {}) }, AbortSignal.timeout(20_000))) };
  },
  async run(ctx, { name, url, key }, { prepared }) {
    const { organizationId, userId } = ctx.scope;
    const db = ctx.db.of(modelServers);
    const found = await db
      .selectFrom("model_servers")
      .select("id")
      .where("organization_id", "=", organizationId)
      .execute();
    if (found.length >= serversMax) throw modelErrors.limit_reached({ most: serversMax });
    const row = { ...(prepared as Health & { id: string }), organization_id: organizationId, created_at: ctx.at };
    const dataKey = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
    const sealed = ctx.seal(modelServers, dataKey, { ...row, created_by: userId, name, url, key: key ?? null });
    await db.insertInto("model_servers").values(sealed).execute();
    const { organization_id: _, ...shown } = row;
    return presentModelServer({ ...shown, name, url, has_key: key !== undefined });
  },
});
