import * as z from "zod";
import { deliveryStates } from "../../egress/public.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import { explain, explanation } from "../deliveries/public.ts";

/** A mail's delivery without whom it is for and what it says: the operator answers for sending, not for reading. */
export const mailOutput = z.object({
  id: z.string(),
  template: z.string().describe("Which mail it is; `tool_mail` is what an agent wrote."),
  belongs_to: z.enum(["user", "organization", "workspace"]),
  state: z.enum(deliveryStates),
  held: z.boolean().describe("Nothing could send it: it lies in the mailbox, to be passed on by hand."),
  sandbox: z.boolean().describe("Written while no mail server was set up."),
  attempts: z.int(),
  reason: z.string().nullable().describe("Why it failed, waits or was given up: a code."),
  explanation: explanation.nullable().describe("The same in words, with what to do."),
  next_at: timeOutput.nullable(),
  created_at: timeOutput,
  ended_at: timeOutput.nullable(),
});

export type StoredMail = {
  id: string;
  kind: "mail" | "tool_mail";
  position: number;
  operation_key: string;
  organization_id: string | null;
  workspace_id: string | null;
  state: z.input<typeof mailOutput>["state"];
  is_held: boolean;
  sandbox: boolean;
  attempts: number;
  reason: string | null;
  next_at: Date;
  created_at: Date;
  ended_at: Date | null;
};

export function presentMail(row: StoredMail): z.input<typeof mailOutput> {
  const { id, operation_key, organization_id, workspace_id, state, is_held, sandbox, attempts, reason } = row;
  return {
    id,
    template: row.kind === "tool_mail" ? row.kind : operation_key.split(":")[0]!,
    belongs_to: workspace_id ? "workspace" : organization_id ? "organization" : "user",
    state,
    held: is_held,
    sandbox,
    attempts,
    reason,
    explanation: explain(reason),
    next_at: row.ended_at ? null : row.next_at,
    created_at: row.created_at,
    ended_at: row.ended_at,
  };
}

/** Held is what is looked at again only when its week is over. */
export const mailColumns = `id, kind, position, operation_key, organization_id, workspace_id, state, sandbox, attempts, reason, next_at,
  created_at, ended_at, ended_at is null and kind = 'mail' and next_at >= created_at + interval '7 days' as is_held`;
