import * as z from "zod";
import { type Preview, previewRequest } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import type { ModelMessage, Tool } from "../../integrations/roles/models/model.ts";
import { findAgent } from "../agents/public.ts";
import { modelErrors } from "../models/public.ts";
import { classField } from "./exceptions/exception-fields.ts";

const level = z.enum(["allow", "redact", "ask", "block"]);

const target = z.object({
  provider: z.string().describe("The connection, or `sandbox`."),
  provider_kind: z.string(),
  model: z.string(),
  hosts: z.array(z.string()).describe("The only hosts that could be reached."),
  sandbox: z.boolean(),
});

const hitOutput = z.object({
  where: z.enum(["instructions", "message", "tools"]),
  message: z.int().nullable().describe("Which of the messages, from 0 on."),
  value: z.string().nullable().describe("What was found; null in an agent's instructions."),
  start: z.int().describe("In UTF-16 code units of the text it stands in."),
  end: z.int(),
  class: classField,
  rule: z.string(),
  level,
  score: z.number(),
  sentence: z.string(),
  excepted: z.boolean().describe("Somebody said that it is no such thing."),
});

const call = z.strictObject({
  id: z.string().max(200),
  name: z.string().max(200),
  arguments: z.string().max(200_000).describe("JSON, as the model wrote it."),
});
const said = z.string().max(200_000);
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("user"), content: said }),
  z.strictObject({ role: z.literal("assistant"), content: said, tool_calls: z.array(call).max(50).optional() }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string().max(200), content: said }),
]);
const tool = z.strictObject({
  name: z.string().max(200),
  description: said.optional(),
  parameters: z.record(z.string(), z.unknown()).describe("JSON Schema."),
});

export const previewGuardrails = endpoint({
  method: "POST",
  path: "/guardrails/preview",
  summary: "See exactly what would leave, to whom and at what price. Nothing is sent.",
  description:
    "By the gate's own steps: the text is read as a call's would be, the way is found as a call's would be, and the price is that of the quote. Neither the text nor what was found in it is kept. `levels` shows what would be, were the policy another.",
  scope: "workspace",
  permission: "guardrails.read",
  alsoNeeds: () => ["conversations.write"],
  purpose: "converse",
  rate: "expensive",
  bodyBytesMax: 1_000_000,
  input: z.strictObject({
    text: z.string().min(1).max(200_000).describe("What somebody would write."),
    messages: z.array(message).max(500).default([]).describe("What was said before, with calls of tools and results."),
    tools: z.array(tool).max(100).default([]).describe("What the model is offered."),
    agent_id: z
      .string()
      .max(100)
      .optional()
      .describe("Its instructions leave with every message, and its model is asked."),
    model: z
      .string()
      .min(1)
      .max(300)
      .default("sandbox")
      .describe("A model's id, or `auto:` and a route; an agent has its own."),
    max_tokens: z.int().min(1).max(1_000_000).optional(),
    levels: z.partialRecord(classField, level).default({}).describe("Levels to try, by class."),
  }),
  output: z.object({
    action: level,
    leaves: z
      .object({
        instructions: z.string().nullable(),
        text: z.string(),
        messages: z.array(message).describe("What was said before."),
        tools: z.array(tool),
      })
      .nullable()
      .describe("Letter for letter; null where nothing would leave."),
    hits: z.array(hitOutput),
    route: z.string().nullable(),
    targets: z.array(target).describe("Asked in this order, until one answers."),
    price: z.object({
      ledger: z.enum(["real", "sandbox"]),
      least: z.int().describe("Micro-credits."),
      most: z.int(),
      is_covered: z.boolean(),
    }),
  }),
  refusals: [modelErrors.not_connected, modelErrors.not_allowed],
  audit: { action: "guardrails.previewed", target: (_, __, { workspaceId }) => workspaceId! },
  async prepare(ctx, { text, messages: before, tools, agent_id, model, max_tokens: maxTokens, levels }) {
    const agent = agent_id === undefined ? undefined : await findAgent(ctx, agent_id);
    const messages = [...before, { role: "user" as const, content: text }] as ModelMessage[];
    const asked = { model: agent?.model ?? model, instructions: agent?.instructions, messages, tools: tools as Tool[] };
    return previewRequest(ctx, { ...asked, maxTokens, levels, agentId: agent?.id });
  },
  run: async (_, __, { prepared }) => present(prepared as Preview),
});

function presentLeaves({ instructions, messages, tools }: NonNullable<Preview["leaves"]>) {
  const newest = messages.at(-1)?.content;
  return {
    instructions: instructions ?? null,
    text: typeof newest === "string" ? newest : "",
    messages: messages.slice(0, -1) as z.input<typeof message>[],
    tools: (tools ?? []) as z.input<typeof tool>[],
  };
}

function present({ action, leaves, hits, routeId, targets, quote }: Preview) {
  const { ledger, least, most, wallet, budgets } = quote;
  return {
    action,
    leaves: leaves ? presentLeaves(leaves) : null,
    hits: hits.map(({ cls, isExcepted, ...hit }) => ({ ...hit, class: cls, excepted: isExcepted })),
    route: routeId ?? null,
    targets: targets.map(({ provider, providerId, providerKind, model, hosts }) => ({
      provider: providerId,
      provider_kind: providerKind,
      model,
      hosts: [...hosts],
      sandbox: provider.sandbox,
    })),
    price: { ledger, least, most, is_covered: wallet >= most && budgets.every(({ left }) => left >= most) },
  };
}
