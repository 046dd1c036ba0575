import type { App } from "../../framework/app.ts";
import type { Client } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { takeSharedLimit } from "../../framework/request/rate-limit.ts";
import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";

/** Once an hour for each key: whoever has a copy of it must not be able to fill the list. */
const limit = { perMinute: 1 / 60, burst: 1 };

/** Tells an organization that somebody has its key who may not. */
export async function tellWrongNetwork(
  app: App,
  { keyId, organizationId, client }: { keyId: string; organizationId: string; client: Client },
): Promise<void> {
  const scope = proveScope({ organizationId });
  const principal = { kind: "system", id: "api_keys" } as const;
  const work = makeWork(app, { db: readIn(app.database, scope), principal, purpose: "security", log: app.log });
  try {
    await takeSharedLimit(app.database, app.keyring.keyedHash("rate limit", `wrong network|${keyId}`), limit, work.at);
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.too_many.code) return;
    throw error;
  }
  const raised = { kind: "api_key.wrong_network", severity: "warning", organizationId, evenIfRefused: true } as const;
  await raiseSecurityEvent({ ...work, client }, { ...raised, facts: { api_key_id: keyId } });
}
