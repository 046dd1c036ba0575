import * as z from "zod";
import { timeOutput } from "../../../framework/endpoint.ts";
import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { correctionReceivers, correctionWays } from "./tables.ts";

const states = ["told", "on_its_way", "failed", "to_be_told", "cannot_be_told"] as const;

export const correctionOutput = z.object({
  id: z.string(),
  receiver: z.enum(correctionReceivers),
  target: z.string().describe("A webhook endpoint, a case of disclosure, the kind of a provider or of a delivery."),
  received_at: timeOutput.describe("When they last received something of whom it is about."),
  way: z.enum(correctionWays),
  state: z
    .enum(states)
    .describe(
      "`to_be_told`: somebody has to write to them. `cannot_be_told`: there is no way; what they have runs out.",
    ),
  told_at: timeOutput.nullable(),
});

/** What whom it is about reads of them: who had it, and whether they know (GDPR Art. 19). */
export const recipientOutput = correctionOutput.pick({
  receiver: true,
  received_at: true,
  state: true,
  told_at: true,
});

type Row = Pick<z.output<typeof correctionOutput>, "id" | "receiver" | "target" | "way"> & {
  received_at: Date;
  told_at: Date | null;
  sent: string | null;
  sent_at: Date | null;
};

const correctionsOfRequest = lookup<[string, string], Row>(
  "corrections_of_request",
  `select c.id, c.receiver, c.target, c.received_at, c.way, c.told_at, d.state as sent, d.ended_at as sent_at
   from corrections c left join lateral (
     select d.state, d.ended_at from deliveries d join events e on e.id = d.about
     where c.way = 'event' and d.holder = c.workspace_id and d.target = c.target and d.kind = 'webhook'
       and ((e.type = 'contact.corrected' and e.facts ->> 'contact_id' = c.contact_id)
         or (e.type = 'member.corrected' and e.person_id = c.person_id)) and d.created_at >= c.noted_at
     order by d.state = 'succeeded' desc, d.position desc limit 1) d on true
   where c.organization_id = $1 and c.rights_request_id = $2 order by c.receiver, c.target`,
);

/** Who had received what was corrected, and whether they know. Read where the deliveries lie: a scope deeper. */
export async function listCorrections(work: Work, organizationId: string, requestId: string) {
  const rows = await work.lookup(correctionsOfRequest, organizationId, requestId);
  return rows.map(({ sent, sent_at, ...row }) => {
    const state = stateOf(row, sent);
    return { ...row, state, told_at: row.told_at ?? (state === "told" ? sent_at : null) };
  });
}

function stateOf({ way, told_at }: Pick<Row, "way" | "told_at">, sent: string | null): (typeof states)[number] {
  if (told_at || sent === "succeeded") return "told";
  if (way === "none") return "cannot_be_told";
  if (way === "by_hand") return "to_be_told";
  return sent === "failed" || sent === "dead" || sent === "canceled" ? "failed" : "on_its_way";
}
