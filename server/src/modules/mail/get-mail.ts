import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { explain, explanation } from "../deliveries/public.ts";
import { findAnyMail } from "./find-mail.ts";
import { mailOutput, presentMail } from "./present-mail.ts";

const attempt = z.object({
  id: z.string(),
  number: z.int(),
  state: z.enum(["running", "succeeded", "failed", "unknown"]),
  started_at: timeOutput,
  ended_at: timeOutput.nullable(),
  status: z.int().nullable().describe("What the mail server answered by: 250, 451, 550."),
  reason: z.string().nullable(),
  explanation: explanation.nullable(),
  total_ms: z.int().nullable(),
});

const attemptsOfMail = lookup<[string], Omit<z.input<typeof attempt>, "explanation">>(
  "attempts_of_mail",
  `select a.id, a.number, a.state, a.started_at, a.ended_at, a.status, a.reason, a.total_ms from delivery_attempts a
     join deliveries d on d.id = a.delivery_id where d.kind in ('mail', 'tool_mail') and d.id = $1 order by a.started_at, a.id`,
);

export const getMail = endpoint({
  method: "GET",
  path: "/operator/mails/{mail_id}",
  summary: "Look at one mail, with every attempt to send it.",
  description: "Without whom it is for and what it says.",
  scope: "operator",
  permission: "operator",
  purpose: "deliveries",
  input: z.strictObject({ mail_id: z.string() }),
  output: mailOutput.extend({ timeline: z.array(attempt) }),
  async run(ctx, { mail_id }) {
    const mail = await findAnyMail(ctx, mail_id);
    const tried = await ctx.lookup(attemptsOfMail, mail_id);
    return { ...presentMail(mail), timeline: tried.map((one) => ({ ...one, explanation: explain(one.reason) })) };
  },
});
