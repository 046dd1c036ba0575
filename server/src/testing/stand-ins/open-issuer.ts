import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, exportJWK, generateKeyPair, type GenerateKeyPairResult, type JWK, SignJWT } from "jose";
import { Provider } from "oidc-provider";
import { testOrigin } from "../world.ts";

export const issuerClient = { id: "avow-test", secret: "a secret of at least thirty-two characters" };
/** A client whose ID tokens the issuer signs by its elliptic key. */
export const ellipticClient = { ...issuerClient, id: "avow-test-es256" };

type Claims = Record<string, unknown>;
/** Changes an ID token on its way: gets its claims and itself, answers with the token that goes out. */
export type Tamper = (claims: Claims, sign: Sign, token: string) => Promise<string> | string;
/** Signs claims by a key of the issuer, or by another, under any header. */
export type Sign = (claims: Claims, header?: { alg?: string; kid?: string }, key?: SigningKey) => Promise<string>;
type SigningKey = "own" | "other" | "elliptic" | "other elliptic" | "long elliptic";

/** A real OpenID provider on loopback, with people in it and a hand on its tokens. */
export type Issuer = {
  url: string;
  /** What each account says of itself, by subject. */
  people: Map<string, Claims>;
  /** Whoever is signed in at the provider. */
  current: string;
  tamper: Tamper | undefined;
  /** How often somebody was asked who they are. */
  asked: number;
  /** Left out of answers, as by a provider that does not know RFC 9207. */
  publicKey: JWK;
  close(): Promise<void>;
};

export async function openIssuer(): Promise<Issuer> {
  const keys = await makeKeys();
  const { own, elliptic } = keys;
  const jwks = [
    { ...(await exportJWK(own.privateKey)), kid: "first", use: "sig", alg: "RS256" },
    { ...(await exportJWK(elliptic.privateKey)), kid: "second", use: "sig", alg: "ES256" },
  ];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: Issuer = {
    url,
    people: new Map(),
    current: "",
    tamper: undefined,
    asked: 0,
    publicKey: await exportJWK(own.publicKey),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const provider = openProvider(url, jwks, issuer);
  const sign: Sign = (claims, header = {}, key = "own") =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "first", ...header }).sign(keys[key].privateKey);
  server.on("request", (request, response) => void answer(provider, issuer, sign, request, response));
  return issuer;
}

async function makeKeys(): Promise<Record<SigningKey, GenerateKeyPairResult>> {
  const [own, other, elliptic, otherElliptic, longElliptic] = await Promise.all([
    generateKeyPair("RS256", { extractable: true }),
    generateKeyPair("RS256"),
    generateKeyPair("ES256", { extractable: true }),
    generateKeyPair("ES256"),
    generateKeyPair("ES384"),
  ]);
  return { own, other, elliptic, "other elliptic": otherElliptic, "long elliptic": longElliptic };
}

const describeClient = (client: typeof issuerClient, alg: "RS256" | "ES256") => ({
  client_id: client.id,
  client_secret: client.secret,
  redirect_uris: [`${testOrigin}/sign-in/callback`],
  token_endpoint_auth_method: "client_secret_basic" as const,
  id_token_signed_response_alg: alg,
});

function openProvider(url: string, keys: JWK[], issuer: Issuer): Provider {
  return new Provider(url, {
    clients: [describeClient(issuerClient, "RS256"), describeClient(ellipticClient, "ES256")],
    jwks: { keys },
    clockTolerance: 0,
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    pkce: { required: () => true },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    ttl: { Session: 600, Interaction: 600, Grant: 600, IdToken: 300, AccessToken: 300, AuthorizationCode: 60 },
    findAccount: (_, id) => {
      const claims = issuer.people.get(id);
      return claims ? { accountId: id, claims: () => ({ sub: id, ...claims }) } : undefined;
    },
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client!.clientId,
        accountId: ctx.oidc.session!.accountId!,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
}

async function answer(
  provider: Provider,
  issuer: Issuer,
  sign: Sign,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (request.url?.startsWith("/interaction/")) issuer.asked++;
  if (request.url?.startsWith("/interaction/"))
    return provider.interactionFinished(request, response, { login: { accountId: issuer.current } });
  if (request.url === "/token" && issuer.tamper) tamperWith(issuer.tamper, sign, response);
  return provider.callback()(request, response);
}

/** Takes the token response as the provider writes it, and lets something else go out. */
function tamperWith(tamper: Tamper, sign: Sign, response: ServerResponse): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  response.end = ((body: string | Buffer) => {
    const said = JSON.parse(String(body)) as { id_token?: string };
    if (!said.id_token) return end(String(body));
    void Promise.resolve(tamper(decodeJwt(said.id_token), sign, said.id_token)).then((token) => {
      const changed = JSON.stringify({ ...said, id_token: token });
      response.removeHeader("content-length");
      end(changed);
    });
    return response;
  }) as typeof response.end;
}

/** What a browser does at the provider: follows its redirects until it is sent back. @returns what it brings */
export async function visitIssuer(
  url: string,
  cookies = new Map<string, string>(),
): Promise<{ code: string; state: string; iss: string }> {
  let next = url;
  for (let hops = 0; hops < 10; hops++) {
    if (next.startsWith(testOrigin)) {
      const { searchParams } = new URL(next);
      const brought = (name: string) => searchParams.get(name) ?? "";
      return { code: brought("code"), state: brought("state"), iss: brought("iss") };
    }
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answered = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const set of answered.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === "") cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    const location = answered.headers.get("location");
    if (!location) throw new Error(`the issuer answered ${answered.status}: ${await answered.text()}`);
    next = new URL(location, next).href;
  }
  throw new Error("the issuer redirects without end");
}
