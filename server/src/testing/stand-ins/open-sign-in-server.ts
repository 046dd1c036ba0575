import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Tool } from "@modelcontextprotocol/server";
import { type Configuration, Provider } from "oidc-provider";
import { openScriptedServer, type ScriptedServer } from "./open-mcp-servers.ts";

type Params = Record<string, string | undefined>;

/** An authorization server that others wrote, with a hand before it. */
export type Authority = {
  url: string;
  /** Whoever is signed in there. */
  current: string;
  /** What was asked for a token with. */
  grants: Params[];
  /** Tokens that were given back. */
  forgotten: string[];
  /** What the hand answers instead; nothing lets it through. */
  interfere: ((path: string, response: ServerResponse) => boolean) | undefined;
  /** Whose token it is, and what it is good for. */
  read(token: string): Promise<{ account: string; audience: string } | undefined>;
  close(): Promise<void>;
};

const scope = "notes.read notes.write";

export async function openAuthority(clients: Configuration["clients"] = []): Promise<Authority> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = openProvider(url, clients);
  const authority: Authority = {
    url,
    current: "ada",
    grants: [],
    forgotten: [],
    interfere: undefined,
    async read(token) {
      const found = token === "" ? undefined : await provider.AccessToken.find(token);
      return found && { account: found.accountId, audience: String(found.aud) };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  provider.on("grant.success", ({ oidc }) => void authority.grants.push({ ...oidc.params } as Params));
  provider.on("refresh_token.destroyed", ({ jti }) => void authority.forgotten.push(jti));
  server.on("request", (request, response) => void answer(provider, authority, request, response));
  return authority;
}

function answer(provider: Provider, authority: Authority, request: IncomingMessage, response: ServerResponse) {
  const [path = ""] = (request.url ?? "").split("?");
  if (authority.interfere?.(path, response)) return undefined;
  const account = authority.current;
  if (path.startsWith("/interaction/"))
    return provider.interactionFinished(request, response, { login: { accountId: account }, consent: {} });
  return provider.callback()(request, response);
}

/** Whoever is asked says yes, and means it for all that was asked. */
function openProvider(url: string, clients: Configuration["clients"] = []): Provider {
  return new Provider(url, {
    clients,
    scopes: ["openid", "offline_access"],
    clientAuthMethods: ["none", "client_secret_basic", "client_secret_post"],
    pkce: { required: () => true },
    cookies: { keys: ["only for tests"] },
    rotateRefreshToken: true,
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope, accessTokenFormat: "opaque" }),
      },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { Session: 600, Interaction: 600, Grant: 6000, AccessToken: 300, AuthorizationCode: 60, RefreshToken: 6000 },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      });
      grant.addOIDCScope("openid offline_access");
      for (const resource of [oidc.params!["resource"]].flat())
        if (typeof resource === "string") grant.addResourceScope(resource, scope);
      await grant.save();
      return grant;
    },
  });
}

export type GuardedServer = ScriptedServer & {
  /** Tokens that it takes no more, and those that came. */
  void: Set<string>;
  came: string[];
  metadataPath: string;
  /** What it says of who gives tokens for it. */
  describe(said: object): void;
};

/** A server of the protocol that lets in only whom an authority gave a token for this very server. */
export async function openGuardedServer(tools: Tool[], authority: Authority): Promise<GuardedServer> {
  const scripted = await openScriptedServer(tools);
  const { origin } = new URL(scripted.url);
  const metadataPath = "/.well-known/oauth-protected-resource/mcp";
  const server: GuardedServer = Object.assign(scripted, {
    void: new Set<string>(),
    came: [] as string[],
    metadataPath,
    describe: (said: object) => void scripted.documents.set(metadataPath, () => Response.json(said)),
  });
  server.challenge = `Bearer error="invalid_token", resource_metadata="${origin}${metadataPath}"`;
  server.describe({ resource: server.url, authorization_servers: [authority.url], scopes_supported: scope.split(" ") });
  server.admit = async (token) => {
    if (token !== "") server.came.push(token);
    const known = server.void.has(token) ? undefined : await authority.read(token);
    return known?.audience === server.url;
  };
  return server;
}
