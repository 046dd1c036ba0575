import * as z from "zod";
import { egressErrors, generate, generations, refuseFailure } from "../../../egress/public.ts";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { modelErrors } from "../errors.ts";
import { findRouteById } from "./find-route-by-id.ts";

const prompt = "Answer with one word: ready.";
const tokensMax = 64;
const patienceMs = 60_000;
const shownMax = 300;

const attempt = z.object({
  provider: z.string(),
  model: z.string(),
  outcome: z.enum(["answered", "failed"]),
  code: z.string().nullable().describe("Why it failed."),
  ms: z.int().nullable(),
});
const tested = z.object({
  generation_id: z.string(),
  outcome: z.enum(["answered", "failed"]),
  attempts: z.array(attempt).describe("Whom it asked, in order."),
  text: z.string().describe("The beginning of the answer."),
  cost_micros: z.int(),
  sandbox: z.boolean(),
});
type Tested = z.output<typeof tested>;

export const testRoute = endpoint({
  method: "POST",
  path: "/routes/{route_id}/tests",
  summary: "Ask a route something short, and see whom it asked.",
  description:
    "One real call through the gate, with policy, budget and record like any other: it costs what it costs. A target that failed is named with the reason, then the one that answered.",
  scope: "workspace",
  permission: "generations.write",
  purpose: "converse",
  rate: "expensive",
  input: z.strictObject({ route_id: z.string() }),
  output: tested,
  refusals: [egressErrors.ai_off, egressErrors.locked, modelErrors.not_allowed],
  audit: { action: "route.tested", target: (_, { route_id }) => route_id },
  prepare: (ctx, { route_id }) => ask(ctx, route_id),
  run: (_ctx, _input, { prepared }) => Promise.resolve(prepared as Tested),
});

/** @throws Refusal of whatever let nothing be sent: then there is no record of a call */
async function ask(ctx: Context<"workspace">, routeId: string): Promise<Tested> {
  const { name } = await findRouteById(ctx, routeId);
  const id = ctx.newId("gen");
  const key = await ctx.keys.of({ kind: "user", id: ctx.scope.userId }, "conversation");
  const common = { id, artefact: routeId, key, surface: "test", permission: "generations.write" } as const;
  const asked = {
    model: `auto:${name}`,
    messages: [{ role: "user" as const, content: prompt }],
    max_tokens: tokensMax,
  };
  let text = "";
  try {
    const signal = AbortSignal.timeout(patienceMs);
    for await (const chunk of generate(ctx, { ...common, ...asked, signal }))
      if (chunk.type === "text") text += chunk.text;
  } catch (error) {
    const call = await readCall(ctx, id);
    if (!call) throw refuseFailure(error);
    return { ...call, text: text.slice(0, shownMax) };
  }
  const call = await readCall(ctx, id);
  if (!call) throw new Error("a call was made without a record");
  return { ...call, text: text.slice(0, shownMax) };
}

async function readCall({ db, scope }: Context<"workspace">, id: string): Promise<Omit<Tested, "text"> | undefined> {
  const row = await db
    .of(generations)
    .selectFrom("generations")
    .select(["state", "provider", "model", "attempts", "latency_ms", "cost_micros", "sandbox"])
    .where("workspace_id", "=", scope.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { state, provider, model, latency_ms: ms, sandbox } = row;
  const failed = (row.attempts ?? []).map((one) => ({ ...one, outcome: "failed" as const }));
  const outcome = state === "completed" ? ("answered" as const) : ("failed" as const);
  const last = outcome === "answered" ? [{ provider, model, outcome, code: null, ms }] : [];
  return {
    generation_id: id,
    outcome,
    attempts: [...failed, ...last],
    cost_micros: row.cost_micros ?? 0,
    sandbox,
  };
}
