import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { type RaisedSecurityEvent, raiseSecurityEvent } from "../../modules/security-events/public.ts";
import type { World } from "../world.ts";

/** Raises a security event out of nothing, and tells its id. */
export async function raiseFor(world: World, raised: Partial<RaisedSecurityEvent>): Promise<string> {
  const { app } = world;
  const db = readIn(app.database, proveScope({}));
  const principal = { kind: "system", id: "test" } as const;
  const work = makeWork(app, { db, principal, purpose: "security", log: app.log });
  const client = { ip: "203.0.113.7", userAgent: "Elsewhere/1.0" };
  const event = { kind: "sign_in.new_country", severity: "warning", facts: { country: "NZ" }, ...raised } as const;
  const id = await raiseSecurityEvent({ ...work, client }, event);
  if (!id) throw new Error("there is nobody to tell");
  return id;
}
