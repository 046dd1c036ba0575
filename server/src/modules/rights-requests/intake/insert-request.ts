import type { Context } from "../../../framework/context.ts";
import { hashToken } from "../../../framework/ids.ts";
import type { RegimeName } from "../../../privacy/public.ts";
import { indexEmail } from "../../users/public.ts";
import { readPromised } from "../clock/read-promised.ts";
import { reckonAcknowledge, reckonDue } from "../clock/reckon-due.ts";
import { organizationKey, type RequestRow } from "../find-request.ts";
import { makeFollowToken, subjectToken } from "../make-follow-token.ts";
import { rightsRequests } from "../tables.ts";

type Asked = Pick<RequestRow, "organization_id" | "kind" | "asker"> & {
  regime: RegimeName;
  address: string;
  /** Whom it is about has to agree, by a link to this address. */
  asksSubject: boolean;
  subject_address: string | null;
  name: string | null;
  residence: string | null;
  details: string | null;
};
type Stands = Pick<RequestRow, "state" | "expires_at"> &
  Partial<Pick<RequestRow, "proof" | "confirmed_at" | "representative_id">> & {
    agent_request_id?: string | null;
    status_callback?: string | null;
  };

/** Writes down what somebody asks; its clock runs from now. In the organization that is asked. */
export async function insertRequest(ctx: Context, { asksSubject, ...asked }: Asked, stands: Stands) {
  const id = ctx.newId("rrq");
  const row = {
    id,
    ...asked,
    ...stands,
    agent_request_id: stands.agent_request_id ?? null,
    status_callback: stands.status_callback ?? null,
    token_hash: hashToken(makeFollowToken(ctx.keyring, id)),
    subject_token_hash: asksSubject ? hashToken(subjectToken(ctx.keyring, id)) : null,
    address_index: indexEmail(ctx.keyring, asked.address),
    extension_reason: null,
    reply: null,
    created_at: ctx.at,
    due_at: reckonDue(ctx.at, asked, await readPromised(ctx, asked.organization_id)),
    acknowledge_until: reckonAcknowledge(ctx.at, asked) ?? null,
  };
  const sealed = ctx.seal(rightsRequests, await organizationKey(ctx, asked.organization_id), row);
  const insert = ctx.db.of(rightsRequests).insertInto("rights_requests").values(sealed);
  return insert.returningAll().executeTakeFirstOrThrow();
}
