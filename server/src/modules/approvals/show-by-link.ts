import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { readQuestion, runErrors } from "../runs/public.ts";
import { enterByLink } from "./enter-by-link.ts";
import { approvalErrors } from "./errors.ts";
import { approvalOutput } from "./read-approvals.ts";

export const linkToken = z.string().max(400).describe("What stands behind `#token=` in the link.");

const asked = z.object({
  agent: z.string(),
  title: z.string(),
  arguments: z.string().describe("JSON, exactly as it would be carried out."),
  sentence: z.string().describe("Why somebody is asked."),
  untrusted: z.boolean().describe("Something that nobody here wrote was in context."),
});

export const showByLink = endpoint({
  method: "POST",
  path: "/approval-links/show",
  summary: "What waits for the yes of whoever was mailed a link.",
  description:
    "Without a session. The token stands in the body and never in an address, so that whatever opens links for a preview learns and decides nothing.",
  scope: "anonymous",
  permission: "public",
  purpose: "approve",
  rate: "credentials",
  input: z.strictObject({ token: linkToken }),
  output: approvalOutput.pick({ id: true, kind: true, state: true, summary: true, expires_at: true }).extend({
    is_changed: z.boolean().describe("It is not what the link was made for any more, and cannot be decided by it."),
    asked: asked.nullable(),
  }),
  refusals: [approvalErrors.link_unknown, requestErrors.not_allowed],
  audit: { action: "approval.viewed", target: ({ id }) => id },
  async run(anonymous, { token }) {
    const { ctx, approval, hash } = await enterByLink(anonymous, token);
    const { id, kind, state, summary, expires_at } = approval;
    const question = await readQuestion(ctx, id).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === runErrors.nobody_asked.code) return null;
      throw error;
    });
    return { id, kind, state, summary, expires_at, is_changed: approval.hash !== hash, asked: question };
  },
});
