import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { type Delivery, scopeOf } from "../delivery.ts";
import { deliveryBounced } from "../events.ts";
import { factsOf } from "./outcome.ts";

type Mailed = Pick<
  Delivery,
  | "id"
  | "holder"
  | "organization_id"
  | "workspace_id"
  | "user_id"
  | "contact_id"
  | "kind"
  | "target"
  | "about"
  | "attempts"
>;

const mailThatCameBack = lookup<[string], Mailed>(
  "mail_that_came_back",
  `select id, holder, organization_id, workspace_id, user_id, contact_id, kind, target, about, attempts from deliveries
   where id = $1 and kind in ('mail', 'tool_mail') and state = 'succeeded'`,
);

/**
 * A mail was taken, and came back or was called spam: what stands on record is put right, whoever sent it is told, and nothing
 * is sent again. Once, however often it is reported.
 */
export async function noteBounce(work: Work, id: string, reason: "mail.bounced" | "mail.complained"): Promise<void> {
  const [mail] = await work.lookup(mailThatCameBack, id);
  if (!mail) return;
  await work.inScope(async (step) => {
    const noted = await step.db.query(
      "update deliveries set reason = $2 where id = $1 and state = 'succeeded' and reason is distinct from $2 returning 1",
      [id, reason],
    );
    if (noted.length === 0) return;
    await step.db.query(
      `insert into delivery_attempts (id, holder, delivery_id, number, what, state, started_at, ended_at, reason)
       values ($1, $2, $3, $4, 'report', 'failed', $5, $5, $6)`,
      [step.newId("att"), mail.holder, id, mail.attempts, step.clock.now(), reason],
    );
    if (mail.organization_id) await step.emit(deliveryBounced, { ...factsOf(mail), reason });
  }, scopeOf(mail));
}
