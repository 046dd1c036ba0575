import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { lookup } from "../../framework/database/tenant.ts";
import type { ErasureRequest, requestStates } from "../../privacy/public.ts";

export type StoredRequest = ErasureRequest & {
  kind: "export" | "erase";
  state: (typeof requestStates)[number];
  refusal: string | null;
  starts_at: Date | null;
  completed_at: Date | null;
  expires_at: Date | null;
  tasks: number;
  tasks_done: number;
};

/** Requests about oneself, and about the organizations one owns. */
export const ownRequests = lookup<
  [userId: string, id: string | null, before: string | null, most: number],
  StoredRequest
>(
  "own_privacy_requests",
  `select r.id, r.kind, r.user_id, r.organization_id, r.contact_id, r.workspace_id, r.state, r.refusal, r.created_at, r.fenced_at, r.starts_at,
     r.completed_at, r.expires_at, r.receipt_token_hash, r.subject_reference, r.plan_hash,
     count(t.request_id)::int as tasks, (count(*) filter (where t.state = 'done'))::int as tasks_done
   from privacy_requests r left join erasure_tasks t on t.request_id = r.id
   where r.contact_id is null and (r.user_id = $1 or r.organization_id in (
       select m.organization_id from memberships m where m.user_id = $1 and m.role = 'owner'))
     and ($2::text is null or r.id = $2) and ($3::text is null or r.id < $3)
   group by r.id order by r.id desc limit $4`,
);

/** @throws Refusal `request.not_found` where there is none, or it is not the caller's to see */
export async function findPrivacyRequest(ctx: Work<"user">, id: string): Promise<StoredRequest> {
  const [found] = await ctx.lookup(ownRequests, ctx.scope.userId, id, null, 1);
  if (!found) throw requestErrors.not_found();
  return found;
}
