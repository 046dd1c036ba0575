import { againAfterDeadlock } from "../database/again-after-deadlock.ts";
import type { App, Caller, Credentials } from "../app.ts";
import { authorizeAhead } from "./authorize-ahead.ts";
import { requireProof } from "./authorize.ts";
import type { Context } from "../context.ts";
import type { AnyEndpoint, Endpoint } from "../endpoint.ts";
import { committed, CommittedRefusal, type Refusal } from "../errors.ts";
import {
  type Claim,
  claimIdempotencyKey,
  keepAnswer,
  releaseIdempotencyKey,
  type StoredAnswer,
  withoutSecrets,
} from "./idempotency.ts";
import { checkMatch, etagOf } from "./match-version.ts";
import { parseInput } from "./parse-input.ts";
import { recordRead } from "./record-read.ts";
import { type LimitState, type TakeLimit, takeSharedLimit } from "./rate-limit.ts";
import { asOperator, type Db, inScope, readIn, type Scope } from "../database/tenant.ts";
import { makeContext } from "../work.ts";

/** A request as the HTTP layer understood it. */
export type Incoming = {
  requestId: string;
  credentials: Credentials;
  /** Path, query and body, in that order. */
  sources: readonly Record<string, unknown>[];
  idempotencyKey: string | undefined;
  /** The half of something begun that this browser keeps. */
  browserToken: string | undefined;
  ifMatch: string | undefined;
  lastEventId: string | undefined;
  range: string | undefined;
  /** Told who asks, as soon as that is proved. */
  admitted?: (caller: Caller) => void;
  /** Those that the endpoint reads. */
  headers?: Readonly<Record<string, string>>;
  /** The body as it comes, for an endpoint that takes bytes. */
  bytes: AsyncIterable<Uint8Array>;
  signal: AbortSignal;
};

export type Answer = {
  status: number;
  body: string;
  etag?: string;
  replayed?: true;
  limit?: LimitState;
  /** Browser session that began or ended. */
  session?: { token: string; expiresAt: Date } | "ended";
  /** What this browser is to be known by when it signs in again. */
  device?: { token: string; expiresAt: Date };
  /** Something was begun that only this browser can finish. */
  browser?: { token: string; expiresAt: Date };
};

/** Who asks, what they ask, whether they may: what every answer starts with. */
export async function admit(
  app: App,
  takeLimit: TakeLimit,
  e: Pick<AnyEndpoint, "path" | "scope" | "input" | "rate" | "stepUp" | "stepUpFor">,
  incoming: Incoming,
) {
  const at = app.clock.now();
  const { client } = incoming.credentials;
  const rate = e.rate ?? "ordinary";
  if (rate === "credentials")
    await takeSharedLimit(
      app.database,
      app.keyring.keyedHash("rate limit", `${e.path}|${client.ip}`),
      app.limits.credentials,
      at,
    );
  else
    takeLimit(
      `${rate}|ip|${client.ip}`,
      { perMinute: app.limits[rate].perMinute * 4, burst: app.limits[rate].burst * 4 },
      at,
    );

  const caller = await app.identify(incoming.credentials, e.scope, at);
  incoming.admitted?.(caller);
  const limit = rate === "credentials" ? undefined : takeLimit(`${rate}|${caller.principal.id}`, app.limits[rate], at);
  const input = parseInput(e.input, incoming.sources);
  requireProof(app, e, caller, input);
  return { at, caller, input, limit };
}

/** A request that was admitted, and who asks it. */
type Asked = { app: App; e: Endpoint; incoming: Incoming; caller: Caller; input: unknown };
/** What an answer leaves in the browser. */
type Left = Pick<Answer, "session" | "device" | "browser">;

/** Caller, limit, input, idempotency key; then one transaction: resource, decision, work, audit, events, answer. */
export async function handleRequest(app: App, takeLimit: TakeLimit, e: Endpoint, incoming: Incoming): Promise<Answer> {
  const { caller, input, limit } = await admit(app, takeLimit, e, incoming);
  const asked = { app, e, incoming, caller, input };
  const limited = limit ? { limit } : {};
  const claimed =
    e.method === "POST" && incoming.idempotencyKey ? await claim(asked, incoming.idempotencyKey) : undefined;
  if (claimed && "answer" in claimed) return { ...claimed.answer, ...limited, replayed: true };
  try {
    return { ...(await work(asked, claimed?.claim)), ...limited };
  } catch (error) {
    if (claimed) await releaseIdempotencyKey(app.database, caller.principal.id, claimed.claim).catch(() => undefined); // its lease runs out
    throw error;
  }
}

function claim({ app, e, caller, input }: Asked, key: string) {
  const { workspaceId, organizationId = "", userId = null } = caller.scope;
  const request = JSON.stringify([e.method, e.path, workspaceId ?? organizationId, input]);
  const at = app.clock.now();
  return claimIdempotencyKey(app.database, app.keyring, { principal: caller.principal.id, userId, key, request, at });
}

async function work(asked: Asked, key: Claim | undefined): Promise<Answer> {
  const { app, e, incoming, caller, input } = asked;
  let left: Left = {};
  let refused: Refusal | undefined;
  const contextOver = (db: Db) => openContext(asked, db, (more) => void (left = { ...left, ...more }));
  const scope = { ...caller.scope, principal: caller.principal.id };
  const outside = contextOver(readIn(app.database, scope));
  const ask = await authorizeAhead(app, e, caller, outside, input);
  const prepared = await e.prepare?.(outside, input);

  const inside = async (context: Context): Promise<Answer> => {
    const resource = await e.load?.(context, input);
    await recordRead(app, await ask(resource), e, caller, incoming);
    if (e.method !== "GET") checkMatch(e, incoming.ifMatch, resource);
    const ran: unknown = await e.run(context, input, { resource, prepared }).catch(committed);
    if (!(ran instanceof CommittedRefusal)) return conclude(asked, context, ran, key);
    refused = ran.refusal;
    return { status: refused.declared.status, body: "" };
  };
  const transact = e.scope === "operator" ? asOperator : inScope;
  const once = () => {
    [left, refused] = [{}, undefined];
    return transact(app.database, { ...scope }, (db) => inside(contextOver(db)));
  };
  // A body that is read as it comes is there only once.
  const change = e.takes === "bytes" ? once : () => againAfterDeadlock(once);
  const answer = e.method === "GET" ? await inside(outside) : await change();
  if (refused) throw refused;
  return { ...answer, ...left };
}

function openContext({ app, e, incoming, caller }: Asked, db: Db, leave: (more: Left) => void): Context {
  const log = app.log.child({ request_id: incoming.requestId });
  const { requestId, bytes, headers = {}, credentials } = incoming;
  return makeContext(
    app,
    { db, principal: caller.principal, purpose: e.purpose, log },
    { client: credentials.client, requestId, bytes, headers },
    {
      presented: credentials.sessionToken,
      presentedDevice: credentials.deviceToken,
      bound: incoming.browserToken,
      bind: (token, expiresAt) => leave({ browser: { token, expiresAt } }),
      begin: (token, expiresAt) => leave({ session: { token, expiresAt } }),
      keepDevice: (token, expiresAt) => leave({ device: { token, expiresAt } }),
      end: () => leave({ session: "ended" }),
    },
  );
}

/** The answer by its schema; with it, in the same transaction, the audit entry, and what a repetition is answered. */
async function conclude(asked: Asked, context: Context, ran: unknown, key: Claim | undefined): Promise<Answer> {
  const { app, e, incoming, caller, input } = asked;
  const { db, at } = context;
  const output: unknown = e.output.parse(ran);
  const answer: StoredAnswer = { status: e.status ?? 200, body: JSON.stringify(output) };
  if (e.method !== "GET" && isSomebody(db.scope) && (e.audit.when?.(output) ?? true))
    await app.recordAudit(db, {
      action: e.audit.action,
      target: e.audit.target(output, input, db.scope),
      principal: caller.principal,
      client: incoming.credentials.client,
      requestId: incoming.requestId,
      at,
    });
  const kept = () => ({ ...answer, body: JSON.stringify(withoutSecrets(output)) });
  if (key) await keepAnswer(db, caller.principal.id, key, kept());
  return e.versioned ? { ...answer, etag: etagOf(output) } : answer;
}

/** An anonymous request that proved to be nobody has touched nobody's data: there is no log it belongs to. */
const isSomebody = (scope: Scope) => (scope.userId ?? scope.organizationId) !== undefined;
