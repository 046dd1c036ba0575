import type { Decide, Rights } from "./request/authorize.ts";
import type { Clock } from "./clock.ts";
import type { Client, Deployment, KeyStore, Principal, ScopeName } from "./context.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import type { Exchange } from "./exchange.ts";
import type { Job } from "./jobs/jobs.ts";
import type { Keyring } from "./keys/keyring.ts";
import type { Logger } from "./log.ts";
import type { TellSupportUsed } from "./request/record-read.ts";
import type { Ports } from "./ports.ts";
import type { KeptPromise } from "./promise.ts";
import type { Reaction } from "./events.ts";
import type { Limits } from "./request/rate-limit.ts";
import type { Signals } from "./database/signals.ts";
import type { AnyTable } from "./table.ts";
import type { Database, Db, Scope } from "./database/tenant.ts";

/** What a request carries to say who asks and where. */
export type Credentials = {
  sessionToken: string | undefined;
  /** Of a browser that signed in before. */
  deviceToken?: string | undefined;
  authorization: string | undefined;
  /** Where it was brought, of the places that tokens can be for alone (RFC 8707). */
  audience?: "mcp";
  organization: string | undefined;
  workspace: string | undefined;
  client: Client;
};

/** Who asks, which tenant they entered, what they were given there, and from which country they ask if that is known. */
export type Caller = { principal: Principal; scope: Scope; country?: string | undefined } & Rights;

/** Proves a caller for a scope. @throws Refusal where the credentials do not reach it */
export type IdentifyCaller = (credentials: Credentials, needs: ScopeName, at: Date) => Promise<Caller>;

export type AuditEntry = {
  action: string;
  target: string;
  principal: Principal;
  client: Client | undefined;
  requestId: string;
  at: Date;
};

/** Writes an audit entry in the transaction whose deed it records. */
export type RecordAudit = (db: Db, entry: AuditEntry) => Promise<void>;

/** Everything composed: what `server/src/app.ts` fills in and the framework runs. */
export type App = {
  database: Database;
  signals: Signals;
  clock: Clock;
  keyring: Keyring;
  keys: KeyStore;
  log: Logger;
  deployment: Deployment;
  tables: readonly AnyTable[];
  endpoints: readonly AnyEndpoint[];
  exchanges: readonly Exchange[];
  jobs: readonly Job[];
  reactions: readonly Reaction[];
  /** How each promise is kept that this deployment makes. */
  promises: readonly KeptPromise[];
  /** Capabilities of this deployment, as `promises/capabilities.json` names them. */
  provides: ReadonlySet<string>;
  limits: Limits;
  identify: IdentifyCaller;
  decide: Decide;
  /** What `decide` asks. */
  decidesBy: "embedded" | "opa-http" | "opa-wasm";
  /** `decide` waits for something outside this process, and so is not asked while a transaction is open. */
  decidesOutside?: boolean | undefined;
  recordAudit: RecordAudit;
  tellSupportUsed: TellSupportUsed;
  ports: Ports;
};
