import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import { connectedNames } from "../../../integrations/roles/connector.ts";
import type { Connection } from "../find-connections.ts";
import { tableOf } from "../find-connections.ts";

export const connectionEnded = event(
  "connection.ended",
  "An account is connected no more: it was disconnected, or its service takes the credential no longer.",
  z.object({
    connection_id: z.string(),
    service: z.enum(connectedNames),
    mcp_server_id: z.string().optional(),
    reason: z.string(),
  }),
  { isPublic: true },
);

export const tellOfEnd = (step: Work, { id, service, server }: Connection, reason: string) =>
  step.emit(connectionEnded, { connection_id: id, service, ...(server !== null && { mcp_server_id: server }), reason });

/** The service takes the credential no more: it is destroyed, and the account stays listed until somebody acts. */
export async function endConnection(work: Work, connection: Connection, code: string): Promise<void> {
  const { id, workspace_id, revision, owner } = connection;
  await work.inScope(async (step) => {
    const ended = await step.db.query(
      `update ${tableOf[owner].name} set credential = null, state = 'ended', failure_code = $4, revision = revision + 1,
         renewing_until = null, expires_at = null, ends_at = null
       where workspace_id = $1 and id = $2 and revision = $3 and state <> 'ended' returning id`,
      [workspace_id, id, revision, code],
    );
    if (ended.length > 0) await tellOfEnd(step, connection, code);
  });
}

/** How it last went, where that has changed or is long ago. */
export async function noteHealth(
  work: Work,
  { id, workspace_id, owner }: Connection,
  failureCode: string | null,
): Promise<void> {
  const at = work.clock.now();
  await work.inScope((step) =>
    step.db.query(
      failureCode === null
        ? `update ${tableOf[owner].name} set state = 'working', failure_code = null, checked_at = $3, used_at = $3
           where workspace_id = $1 and id = $2 and state <> 'ended'`
        : `update ${tableOf[owner].name} set state = 'failing', failure_code = $4, used_at = $3
           where workspace_id = $1 and id = $2 and state <> 'ended'`,
      failureCode === null ? [workspace_id, id, at] : [workspace_id, id, at, failureCode],
    ),
  );
}

/** A token that was refused is renewed before it is used again, however long it should have lasted. */
export async function expireConnection(work: Work, { id, workspace_id, owner, revision }: Connection): Promise<void> {
  await work.inScope((step) =>
    step.db.query(
      `update ${tableOf[owner].name} set expires_at = $4 where workspace_id = $1 and id = $2 and revision = $3`,
      [workspace_id, id, revision, work.clock.now()],
    ),
  );
}

/** The service does not let the token do what was asked for once: whoever is to do it has to allow it anew. */
export async function withdrawAbility(
  work: Work,
  { id, workspace_id, owner }: Connection,
  ability: string,
): Promise<void> {
  await work.inScope((step) =>
    step.db.query(
      `update ${tableOf[owner].name} set abilities = array_remove(abilities, $3) where workspace_id = $1 and id = $2`,
      [workspace_id, id, ability],
    ),
  );
}
