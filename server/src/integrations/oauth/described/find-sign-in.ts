import { ConnectorError } from "../../roles/connector.ts";
import type { FoundSignIn, SignIns, WayOut } from "../../roles/sign-in.ts";
import { becomeClient, chooseClient } from "./become-client.ts";
import { describeRemote } from "./describe-remote.ts";
import { type AuthorizationServer, readAuthorizationServer } from "./read-authorization-server.ts";
import { readResource } from "./read-resource.ts";

const scopeMax = 60;
/** RFC 6749 § 3.3. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

/** How one signs in at a server: RFC 9728, then RFC 8414 or OpenID Connect Discovery. */
async function findSignIn(url: string, way: WayOut): Promise<FoundSignIn> {
  const server = new URL(url);
  const { resource, issuer, scopes, isDescribed } = await readResource(server, way);
  const said = await readAuthorizationServer(issuer, server, way);
  if (!said) throw new ConnectorError(isDescribed ? "refused" : "not_found");
  return {
    url,
    resource,
    issuer: said.issuer,
    saysIssuer: said.authorization_response_iss_parameter_supported ?? false,
    authorize: said.authorization_endpoint,
    token: said.token_endpoint,
    revoke: said.revocation_endpoint ?? null,
    register: said.registration_endpoint ?? null,
    takesDocuments: said.client_id_metadata_document_supported ?? false,
    clientsBy: said.token_endpoint_auth_methods_supported ?? null,
    scopes: scopesOf(scopes, said),
  };
}

/** What the server wants, and to be renewed without asking anew where that is a scope of its own. */
function scopesOf(wanted: readonly string[], { scopes_supported = [] }: AuthorizationServer): string[] {
  const renewed = scopes_supported.includes("offline_access") ? ["offline_access"] : [];
  return [...new Set([...wanted.filter((one) => scopeToken.test(one)).slice(0, scopeMax), ...renewed])];
}

/** By what servers say of themselves, from the first refusal to a token. */
export const describedSignIns: SignIns = {
  find: findSignIn,
  choose: chooseClient,
  become: becomeClient,
  describe: describeRemote,
};
