import * as z from "zod";
import { ledgerNames, quoteCall, type Quote } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";

export const createQuote = endpoint({
  method: "POST",
  path: "/quotes",
  summary: "What a call would cost, before it is made.",
  description:
    "By the same rules as the call itself: `most` is what would be set aside. Nothing is sent to any model, and the prompt is not kept.",
  scope: "workspace",
  permission: "conversations.write",
  // The way to a model is found as for the call itself.
  purpose: "converse",
  bodyBytesMax: 1_000_000,
  input: z.strictObject({
    model: z.string().min(1).max(300).describe("A model's id, or `auto:` and a route."),
    prompt: z.string().max(200_000).default("").describe("What would be sent."),
    max_tokens: z.int().min(1).max(1_000_000).optional().describe("The longest answer."),
  }),
  output: z.object({
    ledger: z.enum(ledgerNames),
    least: z.int().describe("Micro-credits."),
    most: z.int(),
    is_covered: z.boolean().describe("Whether the wallet and every budget have `most` left."),
    wallet_available: z.int(),
    budgets: z
      .array(z.object({ id: z.string(), left: z.int() }))
      .describe("Those that would count, the tightest first."),
  }),
  audit: { action: "call.quoted", target: (_, __, { workspaceId }) => workspaceId! },
  prepare: (ctx, { model, prompt, max_tokens }) => quoteCall(ctx, { model, prompt, maxTokens: max_tokens }),
  async run(_, __, { prepared }) {
    const { ledger, least, most, wallet, budgets } = prepared as Quote;
    const is_covered = wallet >= most && budgets.every(({ left }) => left >= most);
    return { ledger, least, most, is_covered, wallet_available: wallet, budgets };
  },
});
