import type { App } from "../app.ts";
import { authorize } from "./authorize.ts";
import type { StreamEndpoint } from "../endpoint.ts";
import { admit, type Incoming } from "./handle-request.ts";
import type { LimitState, TakeLimit } from "./rate-limit.ts";
import { recordAsRead, recordRead } from "./record-read.ts";
import { recheckStream } from "./recheck-stream.ts";
import { readIn } from "../database/tenant.ts";
import { makeContext } from "../work.ts";

export type StreamAnswer = {
  chunks: AsyncIterable<string | Uint8Array>;
  contentType: string;
  fileName: string | undefined;
  status: 200 | 206;
  headers: Record<string, string>;
  limit?: LimitState;
};

/** A stream is decided like a read; it holds no transaction while it runs. */
export async function openStream(
  app: App,
  takeLimit: TakeLimit,
  e: StreamEndpoint,
  incoming: Incoming,
): Promise<StreamAnswer> {
  const { caller, input, limit } = await admit(app, takeLimit, e, incoming);
  const scope = { ...caller.scope, principal: caller.principal.id };
  const log = app.log.child({ request_id: incoming.requestId });
  const noSession = {
    presented: incoming.credentials.sessionToken,
    bound: undefined,
    bind: () => undefined,
    begin: () => undefined,
    keepDevice: () => undefined,
    end: () => undefined,
  };
  const context = makeContext(
    app,
    { db: readIn(app.database, scope), principal: caller.principal, purpose: e.purpose, log },
    {
      client: incoming.credentials.client,
      requestId: incoming.requestId,
      bytes: incoming.bytes,
      headers: incoming.headers ?? {},
    },
    noSession,
  );
  await e.prepare?.(context, input);
  const resource = await e.load?.(context, input);
  await recordRead(app, await authorize(app, e, caller, resource, input), e, caller, incoming);
  if (e.audit)
    await recordAsRead(app, { action: e.audit.action, target: e.audit.target(input, scope) }, caller, incoming);
  const { lastEventId, range } = incoming;
  const open = (signal: AbortSignal) => e.stream(context, input, { lastEventId, range, signal });
  const chunks = recheckStream(open, incoming.signal, async () => {
    await authorize(app, e, await app.identify(incoming.credentials, e.scope, app.clock.now()), resource, input);
  });
  const { status, headers } = e.present?.(resource, incoming) ?? { status: 200, headers: {} };
  const file = { contentType: e.contentType, fileName: e.fileName?.(input) };
  return { chunks, ...file, status, headers, ...(limit ? { limit } : {}) };
}
