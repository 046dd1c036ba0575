import * as z from "zod";
import { providersPort } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { checkModelServer, type Health } from "./check-model-server.ts";
import { checkPolicy } from "./check-policy.ts";
import { modelErrors } from "./errors.ts";
import { insertModelServer } from "./insert-model-server.ts";
import { modelServer } from "./present-model-server.ts";
import { vendorKinds } from "./provider-kinds.ts";

export const createProviderKey = endpoint({
  method: "POST",
  path: "/provider-keys",
  summary: "Connect a vendor of models by a key of the organization's own.",
  description:
    "The policy has to allow the vendor first; `GET /providers` tells what it would get to see and keep, and why it may not be used. The key is kept sealed and never shown again; it is a connection like a model server, and is disconnected like one.",
  scope: "organization",
  permission: "models.write",
  stepUp: true,
  purpose: "models",
  rate: "expensive",
  status: 201,
  input: z.strictObject({
    provider: z.enum(vendorKinds),
    name: z.string().trim().min(1).max(100),
    key: z.string().trim().min(1).max(500).describe("An API key of the commercial tier."),
  }),
  output: modelServer,
  refusals: [modelErrors.limit_reached, modelErrors.not_allowed],
  audit: { action: "model_provider.connected", target: (server) => server.id },
  async prepare(ctx, { provider, key }): Promise<Prepared> {
    const { obstacle } = await checkPolicy(ctx, provider);
    if (obstacle) return { obstacle };
    const url = ctx.port(providersPort).urls[provider]!;
    const server = { id: ctx.newId("mds"), kind: provider, url, key };
    return { id: server.id, url, ...(await checkModelServer(ctx, server, AbortSignal.timeout(20_000))) };
  },
  async run(ctx, { provider, name, key }, { prepared }) {
    const made = prepared as Prepared;
    if ("obstacle" in made) throw modelErrors.not_allowed({ provider, reason: made.obstacle });
    return insertModelServer(ctx, { ...made, kind: provider, name, key });
  },
});

type Prepared = { obstacle: string } | (Health & { id: string; url: string });
