import { later, minuteMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import {
  type Api,
  type ConnectedName,
  ConnectorError,
  type ConnectorFailure,
  type Registered,
} from "../../../integrations/roles/connector.ts";
import { apiOf, findOffered } from "../connectors-port.ts";
import { type Connection, findConnections } from "../find-connections.ts";
import { endConnection, noteHealth, withdrawAbility } from "./end-connection.ts";
import { renewConnection } from "./renew-connection.ts";

/** What is about to run out is renewed before it is used. */
const renewBeforeMs = minuteMs;

/** `server`: at which of the servers, where it is no service. */
export type Need = { service: ConnectedName; ability: string; which?: string; server?: string | null };

/** As runs wait for it. */
const nameOf = ({ service, ability, server }: Need): string => `${service}:${server ?? ability}`;

/** A usable credential, or why there is none. */
export type Found = { connection: Connection; offered: Registered } | { missing: string };

/**
 * The account to use: the person's own, else the workspace's. Another person's is not among those that can be seen.
 * @throws ConnectorError where it has to be renewed and that fails for now
 */
export async function findUsable(work: Work, { service, ability, server = null }: Need): Promise<Found> {
  const known = await findConnections(work, { service, server });
  const live = known.filter(({ credential }) => credential !== null);
  const able = live.find(({ abilities }) => abilities.includes(ability));
  const offered = findOffered(work, service, able?.credential?.remote);
  if (!offered) return { missing: "This deployment cannot connect that service." };
  const { title } = offered.connector;
  if (!able) {
    if (live.length > 0) return { missing: tellLack(offered, ability) };
    return { missing: known.length > 0 ? `${title} has to be connected again.` : `${title} is not connected yet.` };
  }
  if (!able.expires_at || able.expires_at > later(work.clock.now(), renewBeforeMs))
    return { connection: able, offered };
  const renewed = await renewConnection(work, able);
  return renewed ? { connection: renewed, offered } : { missing: `${title} has to be connected again.` };
}

const tellLack = ({ connector: { title, abilities } }: Registered, ability: string) =>
  `${title} is connected, but not so that it ${abilities[ability]?.says ?? "can do this"}.`;

/** What has to be connected before a need is met; nothing where it could be tried. */
export async function findLack(work: Work, need: Need): Promise<Lack | undefined> {
  const found = await findUsable(work, need).catch((error: unknown) => {
    // What cannot be renewed for now is tried again with the effect itself.
    if (error instanceof ConnectorError) return undefined;
    throw error;
  });
  if (!found || !("missing" in found)) return undefined;
  return { connection: nameOf(need), sentence: found.missing };
}

export type Lack = { connection: string; sentence: string };

/** How one use of an account ended. */
export type Used<T> =
  | { state: "answered"; value: T; account: string }
  | { state: "needs_connection"; connection: string; sentence: string }
  | { state: "failed"; failure: ConnectorError; code: string; sentence: string };

type Asking<T> = { need: Need; signal: AbortSignal; ask(api: Api, connector: Registered["connector"]): Promise<T> };

/** Asks a service as this work's person. A token that is refused is renewed once; then the account counts as disconnected. */
export async function useConnection<T>(work: Work, asking: Asking<T>): Promise<Used<T>> {
  const connection = nameOf(asking.need);
  try {
    const found = await findUsable(work, asking.need);
    if ("missing" in found) return { state: "needs_connection", connection, sentence: found.missing };
    const used = await askWith(work, found, asking);
    const { title } = found.offered.connector;
    return used ?? { state: "needs_connection", connection, sentence: `${title} has to be connected again.` };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return failed(error, "");
  }
}

/** Whether an account still works: asked whose it is, and what comes of it is noted. */
export async function proveConnection(work: Work, connection: Connection): Promise<void> {
  const offered = findOffered(work, connection.service, connection.credential?.remote);
  if (!offered) return;
  const need = { service: connection.service, ability: "" };
  const signal = AbortSignal.timeout(15_000);
  await askWith(work, { connection, offered }, { need, signal, ask: (api) => offered.connector.identify(api) }).catch(
    (error: unknown) => {
      if (!(error instanceof ConnectorError)) throw error;
      return noteHealth(work, connection, codeOf(error));
    },
  );
}

type Usable = Extract<Found, { connection: Connection }>;

/** @returns nothing where the account has ended */
async function askWith<T>(work: Work, found: Usable, asking: Asking<T>): Promise<Used<T> | undefined> {
  const first = await attempt(work, found, asking);
  if (first.state === "over") return first.used;
  const renewed = await renewConnection(work, found.connection);
  if (!renewed) return undefined;
  const second = await attempt(work, { ...found, connection: renewed }, asking);
  if (second.state === "over") return second.used;
  await endConnection(work, renewed, "connections.revoked");
  return undefined;
}

type Attempt<T> = { state: "over"; used: Used<T> } | { state: "refused" };

async function attempt<T>(
  work: Work,
  { connection, offered }: Usable,
  { need, signal, ask }: Asking<T>,
): Promise<Attempt<T>> {
  const token = connection.credential!.accessToken;
  try {
    const value = await ask(await apiOf(work, offered, { token, signal, which: need.which }), offered.connector);
    await noteHealth(work, connection, null);
    return { state: "over", used: { state: "answered", value, account: connection.account } };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.failure === "unauthorized") return { state: "refused" };
    if (error.failure === "insufficient" && need.ability !== "") {
      await withdrawAbility(work, connection, need.ability);
      const sentence = tellLack(offered, need.ability);
      return { state: "over", used: { state: "needs_connection", connection: nameOf(need), sentence } };
    }
    // What is not there, or not allowed, says nothing of the account.
    if (error.failure === "failed" || error.failure === "unreachable")
      await noteHealth(work, connection, codeOf(error));
    return { state: "over", used: failed(error, offered.connector.whenForbidden) };
  }
}

const codeOf = ({ failure }: ConnectorError) => `connections.${failure}`;

const sentences: Record<ConnectorFailure, string> = {
  unauthorized: "The service does not take the account's credential.",
  forbidden: "The service does not let this account do that.",
  insufficient: "The service was never asked to allow this account that: connect it again, and allow it.",
  not_found: "The service knows no such thing, or does not show it to this account.",
  throttled: "The service asks to slow down; try again later.",
  refused: "The service did not take the request.",
  failed: "The service failed.",
  unreadable: "The service's answer could not be read.",
  unreachable: "The service could not be reached.",
};

const waitedMostMs = 86_400_000;

/** In our words, with what can be done about it: what the service wrote is a stranger's. */
function tellFailure({ failure, retryAfterMs = 0 }: ConnectorError, whenForbidden: string): string {
  if (failure === "forbidden") return `${sentences.forbidden} ${whenForbidden}`.trim();
  if (failure === "throttled" && retryAfterMs > 0)
    return `The service asks to wait for ${Math.ceil(Math.min(retryAfterMs, waitedMostMs) / 1000)} seconds.`;
  return sentences[failure];
}

const failed = (failure: ConnectorError, whenForbidden: string) =>
  ({ state: "failed", failure, code: codeOf(failure), sentence: tellFailure(failure, whenForbidden) }) as const;
