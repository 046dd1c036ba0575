import { createHash, randomBytes } from "node:crypto";
import type { Subject } from "../../framework/context.ts";
import { newId } from "../../framework/ids.ts";
import { acrossTenants, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import type { World } from "../../testing/world.ts";
import { amountsPort } from "../amounts.ts";
import { cataloguePort } from "../catalogue.ts";
import { beginErasure } from "../erase/begin-erasure.ts";
import { type CarryOut, carryOutErasure } from "../erase/carry-out-erasure.ts";
import { forgetKeysPort } from "../keys.ts";
import { storedObjectsPort } from "../stored-objects.ts";
import type { SignedReceipt } from "../receipts/receipt.ts";
import { subjectReference } from "../receipts/sign-receipt.ts";

export type Begun = { requestId: string; salt: Buffer; tokenHash: Buffer };

/** A confirmed request whose time has come, begun as the job does it. */
export async function beginRequest(world: World, subject: Subject): Promise<Begun> {
  const at = world.clock.now();
  const [salt, tokenHash] = [randomBytes(32), createHash("sha256").update(randomBytes(32)).digest()];
  const request = {
    id: newId("prq", at),
    user_id: subject.kind === "user" ? subject.id : null,
    organization_id: subject.kind === "organization" ? subject.id : (subject.within?.organizationId ?? null),
    contact_id: subject.kind === "contact" ? subject.id : null,
    workspace_id: subject.within?.workspaceId ?? null,
    created_at: at,
    fenced_at: null,
    receipt_token_hash: tokenHash,
    subject_reference: subjectReference(salt, subject.id),
    plan_hash: null,
  };
  await world.rows(
    `insert into privacy_requests (id, kind, user_id, organization_id, contact_id, workspace_id, state, receipt_token_hash, subject_reference, starts_at, created_at)
     values ($1, 'erase', $2, $3, $7, $8, 'cooling_off', $4, $5, $6, $6)`,
    [
      request.id,
      request.user_id,
      request.organization_id,
      tokenHash,
      request.subject_reference,
      at,
      request.contact_id,
      request.workspace_id,
    ],
  );
  const catalogue = meansOf(world).port(cataloguePort);
  await acrossTenants(world.app.database, "test", async (db) => {
    // A worker of the world may be at it already.
    const due = "select 1 from privacy_requests where id = $1 and state = 'cooling_off' for update";
    if ((await db.query(due, [request.id])).length > 0) await beginErasure(db, catalogue, request);
  });
  return { requestId: request.id, salt, tokenHash };
}

const meansOf = (world: World) =>
  makeWork(world.app, {
    db: readIn(world.app.database, {}),
    principal: { kind: "system", id: "privacy_requests.erase" },
    purpose: "account",
    log: world.app.log,
  });

/** Carries a begun erasure out in this process. */
export function carryOut(
  world: World,
  requestId: string,
  signal = new AbortController().signal,
  more: Pick<CarryOut, "findGiven"> = {},
): Promise<void> {
  const means = meansOf(world);
  const ports = {
    catalogue: means.port(cataloguePort),
    forgetKeys: means.port(forgetKeysPort),
    objects: means.port(storedObjectsPort),
    readAmounts: means.port(amountsPort),
  };
  return carryOutErasure(requestId, { means, signal, ...ports, ...more });
}

export async function receiptOf(world: World, { tokenHash }: Begun): Promise<SignedReceipt> {
  const [found] = await world.rows<{ document: SignedReceipt }>("select document from receipts where token_hash = $1", [
    tokenHash,
  ]);
  if (!found) throw new Error("there is no receipt");
  return found.document;
}
