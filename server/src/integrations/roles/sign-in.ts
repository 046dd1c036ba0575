import type { OauthClient, Registered } from "./connector.ts";
import type { Fetch } from "./calls/fetch.ts";

/** As whom we ask at an authorization server, and how we prove it. */
export type RemoteClient = { id: string; secret: string | null; by: "none" | "basic" | "post" };

/** A server that wants a token, and who gives it: all that it takes to get, renew and give back one. */
export type RemoteProvider = {
  /** Where the token is sent, and nowhere else. */
  url: string;
  /** What it is good for, by the server's own word. */
  resource: string;
  issuer: string;
  saysIssuer: boolean;
  authorize: string;
  token: string;
  revoke: string | null;
  client: RemoteClient;
};

/** What a server and its authorization server say of how one signs in. All of it is checked, none of it believed. */
export type FoundSignIn = Omit<RemoteProvider, "client"> & {
  /** Where a client registers itself (RFC 7591). */
  register: string | null;
  /** A client's id may be the address of a document about it. */
  takesDocuments: boolean;
  /** How clients prove themselves; nothing where it is not said. */
  clientsBy: readonly string[] | null;
  /** What is asked for. */
  scopes: readonly string[];
};

export type WayOut = { fetch: Fetch; signal: AbortSignal };

/** Who we are there: as somebody typed it, by our document, or registered for the occasion. */
export type ClientChoice = {
  typed: (Pick<OauthClient, "clientId"> & { clientSecret: string | null }) | null;
  /** Where this deployment's document lies; nothing where others could not read it. */
  document: string | null;
  redirectUri: string;
};

/** How one signs in at servers that describe themselves. What fails is a `ConnectorError`. */
export type SignIns = {
  /** `not_found` where a server offers none, `refused` where what it says cannot be followed. */
  find(url: string, way: WayOut): Promise<FoundSignIn>;
  /** Nothing where the authorization server takes neither documents nor registrations, and nobody typed a client. */
  choose(found: FoundSignIn, choice: ClientChoice): "typed" | "document" | "registration" | undefined;
  /** Registers where that is how. */
  become(found: FoundSignIn, choice: ClientChoice, way: WayOut): Promise<RemoteClient>;
  /** The same as a service at which one is connected; without a provider nothing of it can be reached. */
  describe(remote: RemoteProvider | undefined): Registered;
};
