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
import { findGiven } from "./find-given.ts";
import { announceErasedContact } from "./contacts/announce-erased-contact.job.ts";

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
      announce: (db, request) => announceContact(db, request, ctx.at),
    }),
});

async function announceContact(db: Db, request: ErasureRequest, at: Date): Promise<void> {
  const { organization_id, workspace_id, contact_id } = request;
  if (contact_id) await enqueue(db, announceErasedContact, { organization_id, workspace_id, contact_id }, at);
}
