import type { Context as HonoContext, Hono } from "hono";
import type { App } from "../app.ts";
import { authorizeAction, requireReach } from "../request/authorize.ts";
import type { Exchange, ExchangeAnswer } from "../exchange.ts";
import { requestErrors } from "../errors.ts";
import { admit } from "../request/handle-request.ts";
import { type Env, limitHeaders, readRequest, toByteStream } from "./http.ts";
import { newId } from "../ids.ts";
import { toProblem } from "./problems.ts";
import { localLimiter } from "../request/rate-limit.ts";
import { readIn } from "../database/tenant.ts";
import { makeContext } from "../work.ts";

type TakeLimit = ReturnType<typeof localLimiter>;

/** Routes every exchange. What else is asked below the same first folder is refused in the same words. */
export function mountExchanges(http: Hono<Env>, app: App): void {
  const takeLimit = localLimiter();
  for (const e of app.exchanges)
    http.on(e.method, e.path, (c) => respond(c, app, e, () => answerWith(c, app, takeLimit, e)));
  for (const e of app.exchanges) {
    http.all(e.path, (c) => respond(c, app, e, () => Promise.reject(requestErrors.method_not_allowed())));
    http.all(`/${e.path.split("/")[1]}/*`, (c) => respond(c, app, e, () => Promise.reject(requestErrors.not_found())));
  }
}

async function answerWith(c: HonoContext<Env>, app: App, takeLimit: TakeLimit, e: Exchange): Promise<Response> {
  // A cookie is not looked at: a page of another site could send it along.
  if (!c.req.header("authorization")) throw requestErrors.not_signed_in();
  const incoming = await readRequest(c, e, app);
  const workspace = incoming.credentials.workspace ?? c.req.header("openai-project");
  const credentials = { ...incoming.credentials, workspace };
  const asked = { ...incoming, credentials };
  const { caller, input, limit } = await admit(app, takeLimit, { ...e, scope: "workspace" }, asked);
  await authorizeAction(app, e.permission, caller);
  const scope = { ...caller.scope, principal: caller.principal.id };
  const log = app.log.child({ request_id: incoming.requestId });
  const context = makeContext(
    app,
    { db: readIn(app.database, scope), principal: caller.principal, purpose: e.purpose, log },
    { client: credentials.client, requestId: incoming.requestId, bytes: incoming.bytes, headers: {} },
    {
      presented: undefined,
      bound: undefined,
      bind: () => undefined,
      begin: () => undefined,
      keepDevice: () => undefined,
      end: () => undefined,
    },
  );
  const isHeld = caller.principal.kind === "api_key" && caller.principal.agentIds !== undefined;
  if (isHeld) requireReach(e.permission, caller, await e.agentOf?.(context as never, input));
  const answer = await e.answer(context as never, input, { signal: incoming.signal });
  const recheck = async () =>
    authorizeAction(app, e.permission, await app.identify(credentials, "workspace", app.clock.now()));
  return write(answer, app, incoming.requestId, recheck, limitHeaders(limit));
}

function write(
  answer: ExchangeAnswer,
  app: App,
  requestId: string,
  recheck: () => Promise<void>,
  limits: Record<string, string>,
): Response {
  const common = { "cache-control": "no-store", ...limits, ...answer.headers };
  if ("body" in answer)
    return new Response(JSON.stringify(answer.body), { headers: { "content-type": "application/json", ...common } });
  const chunks = recheckEach(answer.stream, recheck);
  const headers = { "content-type": answer.contentType, "x-accel-buffering": "no", ...common };
  return new Response(toByteStream(chunks, app, requestId), { headers });
}

async function respond(c: HonoContext<Env>, app: App, e: Exchange, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const requestId = c.get("requestId") ?? newId("req", app.clock.now());
    const { problem, isBug, retryAfterSeconds } = toProblem(error, requestId);
    if (isBug) app.log.error({ err: error, request_id: requestId }, "a request failed");
    const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
    if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
    return new Response(JSON.stringify(e.explain(problem)), { status: problem.status, headers });
  }
}

const recheckMs = 500;

/**
 * Nothing is given on rights older than this. Cheap for each of many chunks, and so not a generator: what ends silent
 * calls is the gate.
 */
function recheckEach(chunks: AsyncIterable<string>, check: () => Promise<void>): AsyncIterable<string> {
  const rest = chunks[Symbol.asyncIterator]();
  let checkedAt = performance.now();
  const recheck = async (given: IteratorResult<string>) => {
    try {
      await check();
    } catch (error) {
      await rest.return?.();
      throw error;
    }
    checkedAt = performance.now();
    return given;
  };
  const next = () => rest.next().then((given) => (performance.now() - checkedAt > recheckMs ? recheck(given) : given));
  const end = async () => (await rest.return?.()) ?? { done: true as const, value: undefined };
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
}
