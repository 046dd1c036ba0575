export type RefusalStatus =
  | 400
  | 401
  | 402
  | 403
  | 404
  | 405
  | 408
  | 409
  | 412
  | 413
  | 415
  | 416
  | 422
  | 429
  | 431
  | 503;

/** What a refusal tells the caller: what is so, and what to do about it. */
export type RefusalDeclaration = { status: RefusalStatus; title: string; help: string; retryable?: boolean };

/** Numbers, codes and ids that make a refusal concrete. Never personal data: facts reach logs and screens. */
export type Facts = Record<string, string | number | boolean>;

/** A refusal we expect. Anything else that is thrown is a bug and is answered 500 without its message. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;
  readonly declared: RefusalDeclaration;
  readonly facts: Facts;
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: string, declared: RefusalDeclaration, facts: Facts, retryAfterSeconds?: number) {
    super(`${code}: ${declared.title}`);
    this.code = code;
    this.declared = declared;
    this.facts = facts;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Thrown from `run`: the transaction commits, then the request is refused. For what a refusal found out and must not
 * undo, such as ending every token of a family when a stolen one is used.
 */
export class CommittedRefusal extends Error {
  override readonly name = "CommittedRefusal";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Takes what was thrown as a result, where the transaction is to commit. */
export function committed(error: unknown): CommittedRefusal {
  if (error instanceof CommittedRefusal) return error;
  throw error;
}

export type RefusalFactory = {
  code: string;
  declared: RefusalDeclaration;
  (facts?: Facts, retryAfterSeconds?: number): Refusal;
};

/** Declares an area's refusals: `errors.limit_reached()` builds one, `errors.limit_reached.code` names it. */
export function defineErrors<Name extends string>(
  area: string,
  declarations: Record<Name, RefusalDeclaration>,
): Record<Name, RefusalFactory> {
  const build = ([name, declared]: [string, RefusalDeclaration]) => {
    const code = `${area}.${name}`;
    const factory = (facts: Facts = {}, retryAfterSeconds?: number) =>
      new Refusal(code, declared, facts, retryAfterSeconds);
    return [name, Object.assign(factory, { code, declared })];
  };
  return Object.fromEntries(Object.entries<RefusalDeclaration>(declarations).map(build)) as Record<
    Name,
    RefusalFactory
  >;
}

/** Whether PostgreSQL refused a row because the unique index or constraint of this name has one like it. */
export function isUniqueViolation(error: unknown, name: string): boolean {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === "23505" && constraint === name;
}

/** The refusals any endpoint may give before or around its own work. */
export const requestErrors = defineErrors("request", {
  invalid: {
    status: 422,
    title: "The request does not have the expected shape.",
    help: "Compare it with the endpoint's schema; `facts.path` and `facts.issue` name the first difference.",
  },
  malformed: {
    status: 400,
    title: "The body could not be read.",
    help: "Send UTF-8 JSON without NUL characters, at most 32 levels deep.",
  },
  too_large: { status: 413, title: "The body is too large.", help: "Send at most `facts.limit_bytes` bytes." },
  unsupported_type: { status: 415, title: "The body is not JSON.", help: "Send `Content-Type: application/json`." },
  not_signed_in: {
    status: 401,
    title: "You are not signed in.",
    help: "Sign in, or send an API key that is in force.",
  },
  not_allowed: {
    status: 403,
    title: "You may not do this.",
    help: "Ask an owner or admin for a role that has the permission in `facts.permission`.",
  },
  cross_site: {
    status: 403,
    title: "The request came from another site.",
    help: "Write requests with a cookie need the header `Avow-Csrf: 1` and an origin of this deployment.",
  },
  tenant_required: {
    status: 400,
    title: "The request does not say which tenant it is about.",
    help: "Send the header named in `facts.header`.",
  },
  not_found: {
    status: 404,
    title: "There is no such thing here.",
    help: "Check the id, and that you chose the right workspace.",
  },
  method_not_allowed: {
    status: 405,
    title: "This path does not take that method.",
    help: "See the API reference at /docs.",
  },
  changed: {
    status: 412,
    title: "It has changed since you read it.",
    help: "Read it again, and repeat your change on what you then see.",
  },
  key_in_use: {
    status: 409,
    title: "A request with this idempotency key is still running.",
    help: "Wait, then repeat the same request with the same key.",
    retryable: true,
  },
  key_reused: {
    status: 422,
    title: "This idempotency key belongs to another request.",
    help: "Use a new key for a new request; a key repeats only the exact request it was first sent with.",
  },
  too_many: { status: 429, title: "Too many requests.", help: "Wait as long as `Retry-After` says.", retryable: true },
  unavailable: {
    status: 503,
    title: "Avow cannot reach its database.",
    help: "Nothing was changed. Try again in a few seconds.",
    retryable: true,
  },
  undecided: {
    status: 503,
    title: "The policy engine did not say whether you may do this.",
    help: "Nothing was changed. Try again in a few seconds; if it keeps happening, tell your operator.",
    retryable: true,
  },
  unreadable: {
    status: 400,
    title: "This is not HTTP as we read it.",
    help: "Check the request line, the headers and how the body's length is told. The connection is closed.",
  },
  headers_too_large: {
    status: 431,
    title: "The headers are too large.",
    help: "Send at most 16 KB of headers, cookies included.",
  },
  too_slow: {
    status: 408,
    title: "The request took too long to arrive.",
    help: "Send headers within 15 seconds and everything within a minute.",
    retryable: true,
  },
  insecure: {
    status: 403,
    title: "This deployment answers only over HTTPS.",
    help: "Use https, or start Avow with AVOW_ALLOW_PLAIN_HTTP=1 if a plain connection is really meant.",
  },
});

/** What a session is told that has to prove once more whose it is. */
export const stepUpErrors = defineErrors("session", {
  step_up_required: {
    status: 403,
    title: "Prove once more that it is you.",
    help: "Send a password, a passkey or a code to `POST /sessions/current/step-up`, then repeat the request within `facts.within_minutes` minutes.",
  },
});
