import type { Look } from "../../../framework/promise.ts";
import { rehearse } from "../../../framework/database/rehearse.ts";
import { type Db, proveScope } from "../../../framework/database/tenant.ts";
import type { ConsentPurpose } from "../tables.ts";

export type Rehearsed = {
  db: Db;
  contactId: string;
  workspaceId: string;
  /** What the contact says of a purpose, at a time. */
  say(purpose: ConsentPurpose, state: "given" | "withdrawn", at: Date): Promise<unknown>;
  lock(purpose: ConsentPurpose | null): Promise<unknown>;
};

/** A contact in a workspace that never was, and is not there afterwards. */
export async function rehearseContact<T>(look: Look, work: (with_: Rehearsed) => Promise<T>): Promise<T> {
  const [organizationId, workspaceId] = [look.newId("org"), look.newId("wsp")];
  const contactId = look.newId("con");
  const place = [organizationId, workspaceId];
  return rehearse(look.database, proveScope({ organizationId, workspaceId }), async (db) => {
    await db.query(
      "insert into organizations (organization_id, name, ai_enabled, created_at, version) values ($1, '\\x00', false, $2, 1)",
      [organizationId, look.at],
    );
    await db.query(
      "insert into workspaces (organization_id, id, name, ai_enabled, created_at, version) values ($1, $2, '\\x00', false, $3, 1)",
      [...place, look.at],
    );
    await db.query(
      `insert into contacts (organization_id, workspace_id, id, age_state, created_at, updated_at, version)
       values ($1, $2, $3, 'unknown', $4, $4, 1)`,
      [...place, contactId, look.at],
    );
    return work({
      db,
      contactId,
      workspaceId,
      say: (purpose, state, at) =>
        db.query(
          `insert into contact_consents (organization_id, workspace_id, id, contact_id, purpose, state, how, recorded_at)
           values ($1, $2, $3, $4, $5, $6, 'other', $7)`,
          [...place, look.newId("cns"), contactId, purpose, state, at],
        ),
      lock: (purpose) =>
        db.query(
          `insert into contact_locks (organization_id, workspace_id, id, contact_id, kind, purpose, locked_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [...place, look.newId("clk"), contactId, purpose ? "objection" : "restriction", purpose, look.at],
        ),
    });
  });
}
