import type * as z from "zod";
import type { Clock } from "./clock.ts";
import type { RetentionClass } from "./columns.ts";
import type { EventDeclaration } from "./events.ts";
import type { EnqueueOptions, Job } from "./jobs/jobs.ts";
import type { Keyring } from "./keys/keyring.ts";
import type { Logger } from "./log.ts";
import type { Port } from "./ports.ts";
import type { open, seal, DataKey } from "./keys/sealing.ts";
import type { Signals } from "./database/signals.ts";
import type { Database, Db, Lookup, OrganizationId, Scope, UserId, WorkspaceId } from "./database/tenant.ts";

/** Who acts. An anonymous client is known by a keyed hash of its address, never by the address. */
export type Principal =
  | { kind: "anonymous"; id: string }
  /** `authenticatedAt` is when this session last proved who it is; step-up asks for one that is recent. */
  | {
      kind: "user";
      id: UserId;
      sessionId: string;
      isOperator: boolean;
      authenticatedAt?: Date | undefined;
      /** Set where a device acts for the user: it may do no more than this, and `sessionId` is the device's. */
      scopes?: readonly string[];
    }
  /** `agentIds` are the only agents it reaches, where it is held to some: nothing then that is about none of them. */
  | { kind: "api_key"; id: string; userId: UserId; scopes: readonly string[]; agentIds?: readonly string[] }
  /** An agent at work for somebody: no more than its scopes, and so never what only a person may. */
  | { kind: "agent"; id: string; userId: UserId; scopes: readonly string[] }
  | { kind: "system"; id: string };

/** Where a request comes from. Personal data: it is sealed wherever it is kept. */
export type Client = { ip: string; userAgent: string };

/** Units of keys, export and erasure. */
export type Subject = {
  kind: "user" | "organization" | "contact";
  id: string;
  /** The workspace a contact lies in: named where its keys are made, so that they end with it. */
  within?: { organizationId: string; workspaceId: string };
};

/** Keys by subject and retention class. A destroyed key is absent for ever: what it opened is gone. */
export type KeyStore = {
  /** @throws Refusal `request.not_found` where the key was destroyed or never made */
  of(subject: Subject, cls: RetentionClass): Promise<DataKey>;
  /** Keys of several subjects; those whose key was destroyed are left out. */
  many(kind: Subject["kind"], ids: readonly string[], cls: RetentionClass): Promise<Map<string, DataKey>>;
  /** Makes a new subject's keys, in the transaction that makes the subject. */
  create(db: Db, subject: Subject): Promise<void>;
};

/** The scope a request was admitted to: which tenant ids are there to rely on. */
export type ScopeName = "anonymous" | "user" | "operator" | "organization" | "workspace";
export type ScopeOf<S extends ScopeName> = Scope &
  (S extends "anonymous" ? object : { userId: UserId }) &
  (S extends "organization" | "workspace" ? { organizationId: OrganizationId } : object) &
  (S extends "workspace" ? { workspaceId: WorkspaceId } : object);

export const nameServerKinds = ["presidio", "gliner"] as const;
export type NameServerSettings = {
  url: string;
  kind: (typeof nameServerKinds)[number];
  /** ISO 639-1; the first stands for all it does not know. */
  languages: string[];
  /** While it does not answer: nothing leaves, or the tagger stands in. */
  whenSilent: "block" | "local";
};

/** Facts about this deployment that work may need. */
export type Deployment = {
  /** Where people reach it: `https://avow.example`, no slash at the end. */
  origin: string;
  /** The parent domain whose hosts share the session cookie, and the origins among them that may write with it. */
  cookie?: { domain: string; origins: readonly string[] } | undefined;
  /** Model servers on this machine may be called. */
  allowLoopbackModels: boolean;
  /** So may whatever else people name an address for: webhooks, web pages, documents, MCP servers. */
  allowLoopbackTargets?: boolean;
  version: string;
  /** Sign-in by Google, as the operator registered it. `issuer` where it is another one that all may use. */
  google?: { clientId: string; clientSecret: string; issuer?: string } | undefined;
  /** Clients that the operator registered with services at which people connect accounts; `url` is a stand-in's. */
  connectors?: Readonly<Record<string, { clientId: string; clientSecret: string; url?: string | undefined }>>;
  /** Identity providers on this machine may be asked. */
  allowLoopbackIssuers?: boolean;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** What proves that mails which came back are handed in by the operator's mail server. */
  bounceToken?: string | undefined;
  /** Signs mails for the sender's domain. */
  dkim?: { domain: string; selector: string; privateKey: string } | undefined;
  /** The operator's own server for names in free text. */
  nameServer?: NameServerSettings | undefined;
  /** Countries of networks, where it is not the file that comes with Avow. */
  countryFile?: string | undefined;
  /** Where files lie, sealed. */
  objects: { kind: "folder"; folder: string } | ({ kind: "s3" } & S3Bucket);
  /** What a password hash costs, where it is not the usual; never below the floor. */
  passwordCost?: PasswordCost;
  /** The pause before each word of the sandbox, where it is not the usual. */
  sandboxPaceMs?: number;
};

/** A bucket of an S3-speaking server, addressed by path: `endpoint/bucket/name`. */
export type S3Bucket = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Where uploads wait, sealed, until their size and hash are known. */
  spoolFolder: string;
};

/** Cost of argon2id (RFC 9106): memory in KiB, passes over it, parallel lanes. */
export type PasswordCost = { memoryKiB: number; passes: number; lanes: number };

/** What any work has at hand: requests, jobs and reactions alike. */
export type Work<S extends ScopeName = ScopeName> = {
  /** Statements under this work's scope. In a read, each is a transaction of its own. */
  readonly db: Db;
  readonly database: Database;
  readonly signals: Signals;
  readonly scope: ScopeOf<S>;
  readonly principal: Principal;
  readonly purpose: string;
  /** The instant the work began. */
  readonly at: Date;
  readonly clock: Clock;
  readonly keys: KeyStore;
  readonly keyring: Keyring;
  readonly deployment: Deployment;
  readonly log: Logger;
  newId(prefix: string): string;
  /** What `app.ts` filled a port with. */
  port<T>(asked: Port<T>): T;
  seal: typeof seal;
  /** Opens a row's sealed columns in the name of this work's purpose. */
  open: <C extends Parameters<typeof open>[0], R extends object>(
    table: C,
    key: DataKey,
    row: R,
  ) => ReturnType<typeof open<C["columns"], R>>;
  /** Says that something happened, in this transaction. */
  emit<F extends z.ZodType>(event: EventDeclaration<F>, facts: z.input<F>): Promise<void>;
  /** Asks for work, in this transaction. */
  enqueue<D extends z.ZodType>(job: Job<D>, data: z.input<D>, options?: EnqueueOptions): Promise<void>;
  lookup<A extends readonly unknown[], R>(asked: Lookup<A, R>, ...args: A): Promise<R[]>;
  /** A short transaction of its own, which stays whatever becomes of this work; `of` where it is about other rows. */
  inScope<T>(work: (step: Work) => Promise<T>, of?: Scope): Promise<T>;
};

/** What a request has besides. */
export type Context<S extends ScopeName = ScopeName> = Work<S> & {
  readonly client: Client;
  readonly requestId: string;
  /** The body of an endpoint that takes bytes, at most as many as it declares; empty elsewhere. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The headers that the endpoint reads; empty where they did not come. */
  readonly headers: Readonly<Record<string, string>>;
  /** Makes this transaction that of a user, organization or workspace just proven or just made. */
  become(ids: { userId?: string; organizationId?: string; workspaceId?: string }): Promise<void>;
  /** The browser session that came with this request, and the one that starts or ends with it. */
  readonly session: {
    readonly presented: string | undefined;
    /** What the browser was given when it signed in before. */
    readonly presentedDevice?: string | undefined;
    /** What this browser was given by `bind`, while it has not run out. */
    readonly bound: string | undefined;
    /** Marks the browser, so that something begun in it can be finished in no other. */
    bind(token: string, expiresAt: Date): void;
    begin(token: string, expiresAt: Date): void;
    keepDevice(token: string, expiresAt: Date): void;
    end(): void;
  };
};
