import * as z from "zod";
import type { Context, Principal, ScopeName } from "./context.ts";
import type { RefusalFactory } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import type { EventDeclaration, Reaction } from "./events.ts";
import type { Job } from "./jobs/jobs.ts";
import type { KeptPromise } from "./promise.ts";
import type { AnyTable } from "./table.ts";
import type { Scope } from "./database/tenant.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a rule may look at besides who asks: taken from the input and the loaded row. What is absent fulfils nothing. */
export type Attributes = {
  /** Id of the agent it is about. A key that is held to some agents gets nothing that names none of them. */
  agent?: string;
  /** Id of the channel something goes out by. */
  channel?: string;
  /** Id of the campaign it belongs to. */
  campaign?: string;
  /** What it costs at most, in micro-credits. */
  amount?: number;
  /** When it is to happen, where that is not now: whose hour counts. */
  at?: Date;
  /** Where it goes, as ISO 3166 code, where that is not where the caller is. */
  country?: string;
};

type Declared<S extends ScopeName, I extends z.ZodType, R> = {
  path: `/${string}`;
  summary: string;
  /** Longer help for the API reference, in Markdown. */
  description?: string;
  /** Which tenant the caller must have entered; decides what `db` can see. */
  scope: S;
  /** What `decide` is asked. `public`, `self` and `operator` belong to the scopes of that kind. */
  permission: string;
  /** Permissions that this very request needs besides, such as one of its fields: asked of `decide` as well. */
  alsoNeeds?(input: z.output<I>, principal: Principal): readonly string[];
  /** Refused unless the session proved who it is a short while ago. API keys are not asked: where that is too little, the permission is for sessions only. */
  stepUp?: true;
  /** The same, for some inputs only. */
  stepUpFor?(input: z.output<I>): boolean;
  /** Why personal data is read here; checked against each column that is opened. */
  purpose: string;
  /** Path, query and body fields in one object. Unknown fields are refused. */
  input: I;
  refusals?: readonly RefusalFactory[];
  /** `credentials` counts strictly and across processes; the others per process. */
  rate?: "credentials" | "ordinary" | "expensive";
  /**
   * For programs that know no cookie, so that none is read. `form`: a form or JSON, of which fields not understood are passed over.
   * `oauth`: the same, and refused as OAuth 2.0 programs expect it; see `oauth-dialect.ts`. `drp`: refused as the Data Rights
   * Protocol has it.
   */
  dialect?: "form" | "oauth" | "drp";
  bodyBytesMax?: number;
  /** The body is the thing itself, as it comes: `prepare` reads it from `context.bytes`, after the caller was admitted. */
  takes?: "bytes";
  /** Names of the headers it reads from `context.headers`, in small letters. */
  reads?: readonly string[];
  /** Slow or external work before the transaction opens: hashing, calls, look-ups. */
  prepare?(context: Context<S>, input: z.output<I>): Promise<unknown>;
  /** Somebody outside is asked before: only for whoever may. */
  reachesOut?: true;
  /** Loads what the request is about, for `decide`, `If-Match` and `run`. */
  load?(context: Context<S>, input: z.output<I>): Promise<R>;
  attributes?(input: z.output<I>, resource: R): Attributes;
};

/** What the audit log says of a write. `target` is an id; nothing personal. `scope` is the one the work ended in. */
export type Audited<I, O> = {
  action: string;
  target(output: O, input: I, scope: Scope): string;
  /** Where it is false, the request has changed nothing yet: another completes it, and is recorded. */
  when?(output: O): boolean;
};

type Runs<S extends ScopeName, I extends z.ZodType, O extends z.ZodType, R> = {
  output: O;
  /** Status of success; 200, or 201 for what makes something, 202 for what is done later, 204 for nothing to say. */
  status?: 200 | 201 | 202 | 204;
  /** The resource and the output carry an integer `version`: `ETag` on reads, `If-Match` on writes. */
  versioned?: true;
  /** Where the answer shows something made by the sandbox, the header `Avow-Sandbox: true` says so. */
  marksSandbox?: true;
  run(context: Context<S>, input: z.output<I>, loaded: { resource: R; prepared: unknown }): Promise<z.input<O>>;
};

/** A read changes nothing; a write says what the audit log records, and does not compile without. */
export type Endpoint<
  S extends ScopeName = ScopeName,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  R = unknown,
> = Declared<S, I, R> &
  Runs<S, I, O, R> &
  ({ method: "GET"; audit?: never } | { method: Exclude<Method, "GET">; audit: Audited<z.output<I>, z.output<O>> });

/** An answer that is written as it is made: server-sent events, downloads. Holds no transaction. */
export type StreamEndpoint<S extends ScopeName = ScopeName, I extends z.ZodType = z.ZodType, R = unknown> = Declared<
  S,
  I,
  R
> & {
  method: "GET";
  contentType: string;
  fileName?(input: z.output<I>): string;
  /** What takes much away at once is on record, before any of it leaves. */
  audit?: { action: string; target(input: z.output<I>, scope: Scope): string };
  /** What the head of the answer says of this resource: type, name, the range that is given. */
  present?(resource: R, asked: { range: string | undefined }): { status: 200 | 206; headers: Record<string, string> };
  stream(
    context: Context<S>,
    input: z.output<I>,
    options: { lastEventId: string | undefined; range: string | undefined; signal: AbortSignal },
  ): AsyncIterable<string | Uint8Array>;
};

export type AnyEndpoint = Endpoint | StreamEndpoint;

export const isStream = (e: AnyEndpoint): e is StreamEndpoint => "stream" in e;

/** Declares an endpoint. OpenAPI, client, permission matrix, tenancy tests, limits and error pages follow from it. */
export function endpoint<S extends ScopeName, I extends z.ZodType, O extends z.ZodType, R = undefined>(
  declared: Endpoint<S, I, O, R>,
): Endpoint<S, I, O, R> {
  return declared;
}

export function streamEndpoint<S extends ScopeName, I extends z.ZodType, R = undefined>(
  declared: StreamEndpoint<S, I, R>,
): StreamEndpoint<S, I, R> {
  return declared;
}

/** A module: a name and lists. */
export type Module = {
  name: string;
  tables?: readonly AnyTable[];
  endpoints?: readonly AnyEndpoint[];
  exchanges?: readonly Exchange[];
  jobs?: readonly Job[];
  reactions?: readonly Reaction[];
  events?: readonly EventDeclaration[];
  errors?: Record<string, RefusalFactory>;
  /** The promises that this module's code keeps. */
  promises?: readonly KeptPromise[];
  /** Capabilities of `promises/capabilities.json` that come with this module. */
  provides?: readonly string[];
};

/** Nothing to say but that it is done. */
export const nothing = z.object({});

/** An instant in an answer, ISO-8601 in UTC; written from a `Date`. */
export const timeOutput = z
  .date()
  .transform((at) => at.toISOString())
  .pipe(z.iso.datetime());
