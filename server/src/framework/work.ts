import type { App } from "./app.ts";
import type { Context, Principal, ScopeName, ScopeOf, Work } from "./context.ts";
import { eventColumns, type EventDeclaration, eventRow, everyPublicEvent, type Reaction } from "./events.ts";
import { newId } from "./ids.ts";
import { enqueue, type EnqueueOptions } from "./jobs/jobs.ts";
import type { Logger } from "./log.ts";
import { filledPort } from "./ports.ts";
import { open, seal } from "./keys/sealing.ts";
import { beforeTenant, type Db, inScope, proveScope } from "./database/tenant.ts";

type Circumstances = { db: Db; principal: Principal; purpose: string; log: Logger };

/** What work has at hand, over one `Db`. */
export function makeWork<S extends ScopeName>(app: App, { db, principal, purpose, log }: Circumstances): Work<S> {
  const at = app.clock.now();
  return {
    db,
    database: app.database,
    signals: app.signals,
    scope: db.scope as ScopeOf<S>,
    principal,
    purpose,
    at,
    clock: app.clock,
    keys: app.keys,
    keyring: app.keyring,
    deployment: app.deployment,
    log,
    newId: (prefix) => newId(prefix, app.clock.now()),
    port: (asked) => filledPort(app.ports, asked),
    seal,
    open: (table, key, row) => open(table, key, row, purpose) as never,
    emit: (event, facts) => emit(app, db, event, facts),
    enqueue: async (job, data, options?: EnqueueOptions) =>
      void (await enqueue(db, job, data, app.clock.now(), options)),
    lookup: (asked, ...args) => beforeTenant(app.database, asked, ...args),
    inScope: (work, of = db.scope) =>
      inScope(app.database, { ...of }, (step) => work(makeWork(app, { db: step, principal, purpose, log }))),
  };
}

/** The event row and one ordered job per reaction, in the transaction that made the event true. */
async function emit(app: App, db: Db, event: EventDeclaration, facts: unknown): Promise<void> {
  const at = app.clock.now();
  const parsed = event.facts.parse(facts) as Record<string, unknown>;
  const id = newId("evt", at);
  const row = eventRow(event, parsed, { id, at, scope: db.scope });
  await db.atEnd(`insert into events (${eventColumns}) values (${row.map((_, n) => `$${n + 1}`).join(", ")})`, row);
  if (event.isQuiet) return;
  for (const reaction of app.reactions) {
    if (reaction.to === event.type) await enqueue(db, reaction, parsed, at);
    else if (isAmong(event, reaction)) await enqueue(db, reaction, { event_id: id }, at);
  }
}

const isAmong = ({ type, isPublic }: EventDeclaration, { to }: Reaction) =>
  isPublic === true && (to === everyPublicEvent || (typeof to !== "string" && to.includes(type)));

export type RequestFacts = Pick<Context, "client" | "requestId" | "bytes" | "headers">;

/** What a request's work has besides: the client, the browser session, and becoming who was just proven. */
export function makeContext(
  app: App,
  circumstances: Circumstances,
  facts: RequestFacts,
  session: Context["session"],
): Context {
  const work = makeWork(app, circumstances);
  return {
    ...work,
    ...facts,
    session,
    async become(ids) {
      const proved = proveScope(ids);
      for (const [name, setting] of [
        ["userId", "app.user_id"],
        ["organizationId", "app.organization_id"],
        ["workspaceId", "app.workspace_id"],
      ] as const) {
        if (!proved[name]) continue;
        Object.assign(circumstances.db.scope, { [name]: proved[name] });
        await circumstances.db.query("select set_config($1, $2, true)", [setting, proved[name]]);
      }
    },
  };
}
