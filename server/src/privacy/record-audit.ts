import type { AuditEntry, RecordAudit } from "../framework/app.ts";
import type { KeyStore } from "../framework/context.ts";
import { newId } from "../framework/ids.ts";
import { randomBytesFromPool } from "../framework/random.ts";
import { seal } from "../framework/keys/sealing.ts";
import type { Db } from "../framework/database/tenant.ts";
import { commitToField } from "./log/audit-leaf.ts";
import { auditEntries } from "./tables.ts";

/** The log of what people do to their own accounts, and of the deployment itself. */
export const deploymentLog = "deployment";

/** Writes the entry with the deed. The sealer gives it its place in the log within a second. */
export function auditRecorder(keys: KeyStore): RecordAudit {
  return async (db, entry) => {
    const { organizationId = null, userId = null } = db.scope;
    const id = newId("aud", entry.at);
    const logId = organizationId ?? deploymentLog;
    const sealed = userId
      ? await sealPersonal(keys, userId, { log_id: logId, id }, entry)
      : { client: null, salt: null, actor: null, details: null };
    await insertEntry(db, [
      id,
      logId,
      organizationId,
      userId,
      entry.principal.kind,
      entry.principal.kind === "anonymous" ? null : entry.principal.id,
      entry.action,
      entry.target,
      entry.requestId,
      sealed.client,
      sealed.salt,
      sealed.actor,
      sealed.details,
      entry.at,
    ]);
  };
}

async function insertEntry(db: Db, values: readonly unknown[]): Promise<void> {
  await db.atEnd(
    `insert into audit_entries (id, log_id, organization_id, user_id, principal_kind, principal_id, action, target, request_id, client, salt, actor_commitment, details_commitment, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values,
  );
}

async function sealPersonal(keys: KeyStore, userId: string, place: { log_id: string; id: string }, entry: AuditEntry) {
  const salt = randomBytesFromPool(32);
  const key = await keys.of({ kind: "user", id: userId }, "audit");
  const client = entry.client ? { ip: entry.client.ip, user_agent: entry.client.userAgent } : null;
  const sealed = seal(auditEntries, key, { ...place, client, salt: salt.toString("base64url") });
  return {
    client: sealed.client,
    salt: sealed.salt,
    actor: commitToField("actor", { salt, value: userId }),
    details: client && commitToField("details", { salt, value: client }),
  };
}
