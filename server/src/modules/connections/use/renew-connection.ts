import { setTimeout as wait } from "node:timers/promises";
import { later, secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { ConnectorError } from "../../../integrations/roles/connector.ts";
import { connectorsPort, findOffered, wayTo } from "../connectors-port.ts";
import { type Connection, findConnections, tableOf } from "../find-connections.ts";
import { sealGrant } from "../seal-grant.ts";
import { endConnection } from "./end-connection.ts";

/** Whoever renews is believed to be alive for so long; an answer takes ten seconds at most. */
const leaseMs = 20 * secondMs;
const lookEveryMs = 50;

/**
 * Renews a credential once, however many want it at the same time, in however many processes: services that rotate their tokens
 * take a second try with the old one for theft. @returns nothing where it has ended @throws ConnectorError
 */
export async function renewConnection(work: Work, connection: Connection): Promise<Connection | undefined> {
  const { refreshToken = null } = connection.credential ?? {};
  if (refreshToken === null) {
    await endConnection(work, connection, "connections.expired");
    return undefined;
  }
  if (!(await takeLease(work, connection))) return awaitRenewal(work, connection);
  return renew(work, connection, refreshToken);
}

async function takeLease(work: Work, { owner, workspace_id, id, revision }: Connection): Promise<boolean> {
  const at = work.clock.now();
  const taken = await work.inScope((step) =>
    step.db.query(
      `update ${tableOf[owner].name} set renewing_until = $4
       where workspace_id = $1 and id = $2 and revision = $3 and (renewing_until is null or renewing_until <= $5) returning id`,
      [workspace_id, id, revision, later(at, leaseMs), at],
    ),
  );
  return taken.length > 0;
}

/** Another is at it: what they get is everybody's. */
async function awaitRenewal(work: Work, before: Connection): Promise<Connection | undefined> {
  for (let waited = 0; waited < leaseMs; waited += lookEveryMs) {
    const [now] = await findConnections(work, { id: before.id });
    if (!now || now.state === "ended") return undefined;
    if (now.revision !== before.revision) return now;
    await wait(lookEveryMs);
  }
  throw new ConnectorError("unreachable");
}

async function renew(work: Work, connection: Connection, refreshToken: string): Promise<Connection | undefined> {
  const { owner, workspace_id, id, revision, service } = connection;
  const remote = connection.credential?.remote;
  try {
    const offered = findOffered(work, service, remote);
    if (!offered) throw new ConnectorError("unreachable");
    const { oauth } = work.port(connectorsPort);
    const grant = await oauth.renew(offered, { refreshToken, fetch: await wayTo(work, offered) });
    await work.inScope(async (step) => {
      const kept = { ...grant, refreshToken: grant.refreshToken ?? refreshToken };
      const { credential, expires_at, ends_at } = await sealGrant(step, { owner, id, remote }, kept);
      await step.db.query(
        `update ${tableOf[owner].name} set credential = $4, expires_at = $5, ends_at = coalesce($6, ends_at), revision = revision + 1,
           renewing_until = null, state = 'working', failure_code = null, checked_at = $7
         where workspace_id = $1 and id = $2 and revision = $3`,
        [workspace_id, id, revision, credential, expires_at, ends_at, step.clock.now()],
      );
    });
    const [renewed] = await findConnections(work, { id });
    return renewed;
  } catch (error) {
    if (error instanceof ConnectorError && error.failure === "unauthorized") {
      await endConnection(work, connection, "connections.revoked");
      return undefined;
    }
    await work.inScope((step) =>
      step.db.query(
        `update ${tableOf[owner].name} set renewing_until = null where workspace_id = $1 and id = $2 and revision = $3`,
        [workspace_id, id, revision],
      ),
    );
    throw error;
  }
}
