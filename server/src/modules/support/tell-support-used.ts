import type { App } from "../../framework/app.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { takeSharedLimit } from "../../framework/request/rate-limit.ts";
import type { SupportLook } from "../../framework/request/record-read.ts";
import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";

/** Once an hour for each grant: the audit log has every single look. */
const limit = { perMinute: 1 / 60, burst: 1 };

/** Tells an organization that the operator looks in. */
export async function tellSupportUsed(app: App, { grantId, organizationId }: SupportLook): Promise<void> {
  const scope = proveScope({ organizationId });
  const principal = { kind: "system", id: "support" } as const;
  const work = makeWork(app, { db: readIn(app.database, scope), principal, purpose: "security", log: app.log });
  try {
    await takeSharedLimit(app.database, app.keyring.keyedHash("rate limit", `support|${grantId}`), limit, work.at);
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.too_many.code) return;
    throw error;
  }
  const facts = { support_grant_id: grantId };
  await raiseSecurityEvent(work, {
    kind: "support.access_used",
    severity: "info",
    organizationId,
    facts,
    evenIfRefused: true,
  });
}
