import * as z from "zod";
import { enqueue, job } from "../../framework/jobs/jobs.ts";
import type { Db } from "../../framework/database/tenant.ts";
import {
  amountsPort,
  carryOutErasure,
  cataloguePort,
  type ErasureRequest,
  forgetKeysPort,
  storedObjectsPort,
} from "../../privacy/public.ts";
import { announceErasedMember } from "./announce-erased-member.job.ts";
import { announceErasedContact } from "./contacts/announce-erased-contact.job.ts";
import { findGiven } from "./given/find-given.ts";

export const eraseSubject = job({
  name: "privacy_requests.erase",
  data: z.object({ request_id: z.string() }),
  purpose: "account",
  long: true,
  perTenantMax: 2,
  run: (ctx, { request_id }) =>
    carryOutErasure(request_id, {
      means: ctx,
      catalogue: ctx.port(cataloguePort),
      objects: ctx.port(storedObjectsPort),
      forgetKeys: ctx.port(forgetKeysPort),
      signal: ctx.signal,
      readAmounts: ctx.port(amountsPort),
      findGiven: (db, subject) => findGiven(ctx, db, subject),
      afterFence: (db, request) => announceMember(db, request, ctx.at),
      announce: (db, request) => announceContact(db, request, ctx.at),
    }),
});

async function announceContact(db: Db, request: ErasureRequest, at: Date): Promise<void> {
  const { organization_id, workspace_id, contact_id } = request;
  if (contact_id) await enqueue(db, announceErasedContact, { organization_id, workspace_id, contact_id }, at);
}

/** In each organization they belong to, or were told of: who that was, nothing else tells any more soon after. */
async function announceMember(db: Db, { user_id, contact_id }: ErasureRequest, at: Date): Promise<void> {
  if (!user_id || contact_id) return;
  const places = await db.query<{ organization_id: string }>(
    `select organization_id from memberships where user_id = $1
     union select organization_id from events where person_id = $1 and organization_id is not null`,
    [user_id],
  );
  for (const { organization_id } of places) await enqueue(db, announceErasedMember, { organization_id, user_id }, at);
}
