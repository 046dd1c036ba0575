import type { Fetch } from "./calls/fetch.ts";

export const serviceNames = ["github", "google", "slack"] as const;
export type ServiceName = (typeof serviceNames)[number];
/** Whatever people can be connected with: the services, and servers that say themselves how. */
export const connectedNames = [...serviceNames, "mcp"] as const;
export type ConnectedName = (typeof connectedNames)[number];

/** Something an account can be used for: in words for whoever allows it, and as the service calls it. */
export type Ability = { says: string; scopes: readonly string[] };

/** The client that the operator registered with a service. `url` is a stand-in's, where it is not the service itself. */
export type OauthClient = { clientId: string; clientSecret: string; url?: string | undefined };

/** Where a person allows it, where a code becomes a token, and what else is said there. */
export type OauthEnds = {
  authorize: string;
  token: string;
  /** How the scopes are called in the first address. */
  scopeParameter: "scope" | "user_scope";
  scopeSeparator: " " | ",";
  parameters: Readonly<Record<string, string>>;
  /** Where it said so itself (RFC 8414). */
  described?: DescribedEnds;
};

/** What a service that describes itself says besides. */
export type DescribedEnds = {
  /** Who answers: an answer of anybody else is refused. */
  issuer: string;
  /** Each answer says whose it is (RFC 9207); one that does not is refused. */
  saysIssuer: boolean;
  /** How the client proves itself. */
  clientBy: "none" | "basic" | "post";
  /** What a token is to be good for, said whenever one is asked for (RFC 8707). */
  resource: string;
};

/** What a service gave: its token, for what, and for how long. */
export type Grant = {
  accessToken: string;
  refreshToken: string | null;
  /** Nothing where the service does not tell. */
  scopes: string[] | null;
  expiresInSeconds: number | null;
  /** When even renewing ends, and the person has to connect anew. */
  refreshExpiresInSeconds: number | null;
};

/** A service's API, as somebody's account reaches it. */
export type Api = { base: string; token: string; fetch: Fetch; signal: AbortSignal };

/** A service at which people have accounts. Its methods throw `ConnectorError`. */
export type Connector<N extends ConnectedName = ServiceName> = {
  name: N;
  title: string;
  /** Its name in the register of processors. */
  processor: string;
  policyUrl: string;
  /** What to do where it lets the account not do something, however much the token may. */
  whenForbidden: string;
  /** Scopes asked for besides, whatever is chosen: to know whose account it is. */
  always?: readonly string[];
  abilities: Readonly<Record<string, Ability>>;
  ends(origin: string | undefined): OauthEnds;
  /** Where its API is: the same for all it can do, unless it has several. */
  api(origin: string | undefined, which?: string): string;
  /** Turns the answer of its token address into the standard's, where it has words of its own. */
  readAnswer?(answer: Record<string, unknown>): Record<string, unknown>;
  /** Whose account it is. Succeeds only where the token works: a proof of life. */
  identify(api: Api): Promise<string>;
  /** What can be asked of it, by a name of its own; the tool that asks has checked the input. */
  reads: Readonly<Record<string, (api: Api, input: never) => Promise<unknown>>>;
  /** What can be changed in it. */
  writes: Readonly<Record<string, ConnectorWrite>>;
  /** What it forgets when asked to: the token alone, those made from the same yes, or all that the same person ever allowed. */
  forgets: "token" | "line" | "grant";
  /** Has the service forget a token. `gone`: it knew it no more. */
  revoke(client: OauthClient, api: Api): Promise<"revoked" | "gone">;
};

/** One effect, told apart by its key. Without `find` the service itself does it once for a key. */
export type ConnectorWrite = {
  act(api: Api, input: never, key: string): Promise<string>;
  find?(api: Api, input: never, key: string): Promise<string | undefined>;
};

/** What leaving has secret: made here, compared when the browser comes back. */
export type LeaveSecrets = { state: string; verifier: string };

/** OAuth 2's authorization code with a proof key (RFC 6749 § 4.1, RFC 7636). What fails is a `ConnectorError`. */
export type OauthFlow = {
  newSecrets(): LeaveSecrets;
  /** Where a person allows these scopes. */
  leave(
    of: Registered,
    asked: { secrets: LeaveSecrets; scopes: readonly string[]; redirectUri: string },
  ): Promise<string>;
  takeCode(
    of: Registered,
    brought: { code: string; issuer?: string | undefined; secrets: LeaveSecrets; redirectUri: string; fetch: Fetch },
  ): Promise<Grant>;
  /** `unauthorized` where the service will not, whatever is tried. */
  renew(of: Registered, kept: { refreshToken: string; fetch: Fetch }): Promise<Grant>;
};

/** A service, with the client that the operator registered there. */
export type Registered = { connector: Connector<ConnectedName>; client: OauthClient };

export type ConnectorFailure =
  | "unauthorized"
  | "forbidden"
  /** The token was never allowed this: whoever connects it anew can allow it. */
  | "insufficient"
  | "not_found"
  | "throttled"
  | "refused"
  | "failed"
  | "unreadable"
  | "unreachable";

/** Carries nothing that the service wrote besides one machine word: answers hold what is private. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly failure: ConnectorFailure;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** It may have happened all the same. */
  readonly mayHaveHappened: boolean;

  constructor(
    failure: ConnectorFailure,
    more: { status?: number; retryAfterMs?: number | undefined; mayHaveHappened?: boolean } = {},
  ) {
    super(more.status === undefined ? failure : `${failure} (${more.status})`);
    this.failure = failure;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
    this.mayHaveHappened = more.mayHaveHappened ?? false;
  }
}
