import * as z from "zod";
import { checkAi, checkConsent, egressErrors } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors, findAgentInUse, givenVariables, requireUse } from "../agents/public.ts";
import { requireContact } from "../contacts/public.ts";
import { runErrors } from "./errors.ts";
import { findRun } from "./find-run.ts";
import { presentRun, run } from "./present-run.ts";
import { holdsAnswers, startRun } from "./start-run.ts";

const text = z.string().min(1).max(50_000);

export const createRun = endpoint({
  method: "POST",
  path: "/runs",
  summary: "Have an agent do something.",
  description: "It works on its own; follow it on its stream, or read it until it has ended.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  rate: "expensive",
  status: 202,
  marksSandbox: true,
  input: z.strictObject({
    agent_id: z.string(),
    text: text.optional(),
    messages: z
      .array(z.strictObject({ role: z.enum(["user", "assistant"]), content: text }))
      .max(200)
      .optional()
      .describe("Instead of `text`: what was said so far; the last one is the user's."),
    variables: givenVariables.optional().describe("Values for `{{name}}`."),
    contact_id: z.string().optional().describe("Whom it is about: nothing is sent without their consent."),
    test: z.boolean().optional().describe("A trial from the builder, marked as such."),
  }),
  output: run,
  refusals: [
    agentErrors.not_for_you,
    agentErrors.variable_missing,
    agentErrors.variable_wrong,
    egressErrors.ai_off,
    egressErrors.locked,
    egressErrors.consent_missing,
    egressErrors.age_refused,
    runErrors.input_missing,
  ],
  audit: { action: "run.started", target: ({ id }) => id },
  prepare: (ctx) => checkAi(ctx, "runs.write"),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, text: said, messages: given, variables, contact_id, test }) {
    const messages = given ?? (said === undefined ? [] : [{ role: "user" as const, content: said }]);
    if (messages.at(-1)?.role !== "user") throw runErrors.input_missing();
    const agent = await findAgentInUse(ctx, agent_id);
    await requireUse(ctx, agent, variables);
    if (contact_id !== undefined) await requireContact(ctx, contact_id);
    await checkConsent(ctx, contact_id);
    const told = { messages, ...(variables && { variables }) };
    const id = await startRun(ctx, {
      agent,
      trigger: test ? "test" : "api",
      told,
      isUntrusted: holdsAnswers(messages),
      contactId: contact_id ?? null,
    });
    return presentRun(await findRun(ctx, id));
  },
});
