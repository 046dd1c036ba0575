import * as z from "zod";
import { ConnectorError } from "../../roles/connector.ts";
import type { WayOut } from "../../roles/sign-in.ts";
import { readAddress, readDocument } from "./read-document.ts";

const address = z.string().max(2000);
const words = z.array(z.string().max(300)).max(1000);

const metadata = z.object({
  issuer: address,
  authorization_endpoint: address,
  token_endpoint: address,
  registration_endpoint: address.optional(),
  revocation_endpoint: address.optional(),
  response_types_supported: words.optional(),
  code_challenge_methods_supported: words.optional(),
  token_endpoint_auth_methods_supported: words.optional(),
  scopes_supported: words.optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  client_id_metadata_document_supported: z.boolean().optional(),
});
export type AuthorizationServer = z.output<typeof metadata>;

/** What an authorization server says of itself (RFC 8414, OpenID Connect Discovery). Nothing where it says nothing. @throws ConnectorError */
export async function readAuthorizationServer(
  issuer: string,
  server: URL,
  way: WayOut,
): Promise<AuthorizationServer | undefined> {
  const at = readAddress(issuer, server);
  if (at.search !== "") throw new ConnectorError("refused");
  for (const place of placesOf(at)) {
    const found = await readDocument(place, way);
    if (found === undefined) continue;
    const read = metadata.safeParse(found);
    if (!read.success) throw new ConnectorError("unreadable");
    checkServer(read.data, at, server);
    return read.data;
  }
  return undefined;
}

/** In the order of the protocol's own words. */
function placesOf({ origin, pathname }: URL): string[] {
  const path = pathname.replace(/\/$/, "");
  const before = ["oauth-authorization-server", "openid-configuration"].map((name) => `/.well-known/${name}${path}`);
  const after = path === "" ? [] : [`${path}/.well-known/openid-configuration`];
  return [...before, ...after].map((one) => `${origin}${one}`);
}

const withoutSlash = (text: string) => text.replace(/\/$/, "");

/** It is the one that was asked, and does what nothing here is done without: a code, with a proof of who asked. @throws ConnectorError */
function checkServer(said: AuthorizationServer, issuer: URL, server: URL): void {
  const isSame = withoutSlash(URL.parse(said.issuer)?.href ?? "") === withoutSlash(issuer.href);
  const givesCodes = said.response_types_supported?.includes("code") ?? true;
  const proves = said.code_challenge_methods_supported?.includes("S256") ?? false;
  if (!isSame || !givesCodes || !proves) throw new ConnectorError("refused");
  const named = [
    said.authorization_endpoint,
    said.token_endpoint,
    said.registration_endpoint,
    said.revocation_endpoint,
  ];
  for (const one of named) if (one !== undefined) readAddress(one, server);
}
