import type { Work } from "../../framework/context.ts";
import { approvalEnded, approvalRequested } from "./events.ts";
import { approvals } from "./tables.ts";

export type Asking = {
  kind: string;
  /** Id of what waits. */
  subject: string;
  /** SHA-256 of what is to be approved. */
  hash: Buffer;
  summary: string;
  /** What it costs at most, in micro-credits, where it costs anything: rules about an amount look at it. */
  amount?: number;
  /** Two people who did not ask have to say yes. */
  byTwo?: boolean;
  expiresAt: Date;
};

/**
 * Asks people of the workspace for a yes, in the caller's transaction. What is asked again about the same hash is the
 * same approval; another hash of the same subject makes the earlier one void.
 * @returns the approval's id
 */
export async function askApproval(work: Work, asking: Asking): Promise<string> {
  const { kind, subject, hash, summary, expiresAt, amount = null, byTwo = false } = asking;
  const { organizationId, workspaceId, userId } = work.scope;
  const open = "workspace_id = $1 and subject = $2 and state = 'pending'";
  const [same] = await work.db.query<{ id: string }>(
    `select id from approvals where ${open} and hash = $3 for update`,
    [workspaceId, subject, hash],
  );
  if (same) return same.id;
  const voided = await work.db.query<{ id: string }>(
    `update approvals set state = 'void', ended_at = $3 where ${open} returning id`,
    [workspaceId, subject, work.clock.now()],
  );
  for (const { id } of voided) await work.emit(approvalEnded, { approval_id: id, kind, subject, state: "void" });
  const id = work.newId("apv");
  const key = await work.keys.of({ kind: "organization", id: organizationId! }, "content");
  const times = { expires_at: expiresAt, created_at: work.clock.now() };
  const facts = { kind, subject, hash, amount, state: "pending", ...times } as const;
  const tenant = { organization_id: organizationId!, workspace_id: workspaceId! };
  const yes_needed = byTwo ? 2 : 1;
  const row = work.seal(approvals, key, { ...tenant, id, ...facts, yes_needed, summary, asked_by: userId ?? null });
  await work.db.of(approvals).insertInto("approvals").values(row).execute();
  await work.emit(approvalRequested, { approval_id: id, kind, subject });
  return id;
}

/** Whether a person approved exactly this. */
export async function isApproved(work: Work, { subject, hash }: Pick<Asking, "subject" | "hash">): Promise<boolean> {
  const found = await work.db.query(
    "select 1 from approvals where workspace_id = $1 and subject = $2 and hash = $3 and state = 'approved'",
    [work.scope.workspaceId, subject, hash],
  );
  return found.length > 0;
}
