import { deliver } from "../../../egress/public.ts";
import { hourMs, later } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { findOffered } from "../connectors-port.ts";
import { type Connection, tableOf } from "../find-connections.ts";
import type { Credential } from "../tables.ts";
import { tellOfEnd } from "../use/end-connection.ts";

/** For so long the service is asked to forget the token; until then it lies sealed in the delivery that asks, and nowhere else. */
const revokeWithinMs = hourMs;

/** Destroys a credential and has its service asked to forget it, in one transaction. @returns whether it was still there */
export async function dropConnection(
  step: Work,
  connection: Connection,
  reason: string,
): Promise<{ revocation: string | null } | undefined> {
  const { id, owner, workspace_id } = connection;
  const gone = await step.db.query(
    `delete from ${tableOf[owner].name} where workspace_id = $1 and id = $2 returning id`,
    [workspace_id, id],
  );
  if (gone.length === 0) return undefined;
  await tellOfEnd(step, connection, reason);
  return { revocation: await askToForget(step, connection) };
}

/** Another takes its place. The service forgets the one before, unless it would forget the new one with it. */
export async function replaceConnection(
  step: Work,
  before: Connection,
  by: { account: string; credential: Credential },
): Promise<void> {
  const { connector } = findOffered(step, before.service, before.credential?.remote)!;
  const isSame =
    before.account === by.account &&
    (connector.forgets === "grant" || before.credential?.accessToken === by.credential.accessToken);
  await dropConnection(step, isSame ? { ...before, credential: null } : before, "connections.replaced");
}

type Forgotten = Pick<Connection, "id" | "owner" | "service" | "server" | "credential">;

/**
 * A token that was given and is kept nowhere: the service is asked to forget it all the same, in a transaction of its own. Not where
 * it would forget what the same person allowed before.
 */
export async function forgetUnkept(work: Work, given: Omit<Forgotten, "id">): Promise<void> {
  const offered = findOffered(work, given.service, given.credential?.remote);
  if (offered?.connector.forgets === "grant") return;
  await work.inScope((step) => askToForget(step, { ...given, id: step.newId("con") }));
}

async function askToForget(step: Work, { id, owner, service, server, credential }: Forgotten): Promise<string | null> {
  if (!credential || credential.remote?.revoke === null) return null;
  const { userId } = step.scope;
  const { remote } = credential;
  const { forgets } = findOffered(step, service, remote)?.connector ?? { forgets: "token" };
  // Where there is one, the longer-lived token stands for the whole grant.
  const token = forgets === "token" ? credential.accessToken : (credential.refreshToken ?? credential.accessToken);
  const { id: delivery } = await deliver(step, {
    kind: "connection_revocation",
    operationKey: id,
    target: server ?? service,
    about: id,
    ...(owner === "person" && userId ? { userId } : {}),
    payload: { service, token, ...(remote && { remote }) },
    expiresAt: later(step.at, revokeWithinMs),
  });
  return delivery;
}
