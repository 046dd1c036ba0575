import { secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { ConnectorError } from "../../../integrations/roles/connector.ts";
import type { ClientChoice, FoundSignIn, RemoteProvider } from "../../../integrations/roles/sign-in.ts";
import { clientDocumentAt, redirectUri } from "../../connections/public.ts";
import { mcpServerErrors } from "../errors.ts";
import type { McpServer } from "../find-servers.ts";
import { signInsPort } from "../mcp-port.ts";

/** For all that a server and its authorization server are asked. */
const findWithinMs = 25 * secondMs;

type Place = Pick<McpServer, "url" | "client">;

const choiceOf = (work: Work, { client }: Place): ClientChoice => ({
  typed: client && { clientId: client.id, clientSecret: client.secret },
  document: clientDocumentAt(work.deployment.origin),
  redirectUri: redirectUri(work),
});

/**
 * Whether one can sign in at a server, by what it says now. Nobody is registered by it.
 * @throws Refusal `mcp_servers.sign_in_needed` where it offers no way, `.sign_in_refused`, `.client_needed`
 */
export async function checkSignIn(work: Work, place: Place): Promise<void> {
  await findFor(work, place, AbortSignal.timeout(findWithinMs));
}

/** Where one signs in at a server, and as which client. @throws Refusal as `checkSignIn` does */
export async function prepareSignIn(
  work: Work,
  place: Place,
): Promise<{ remote: RemoteProvider; scopes: readonly string[]; typed: McpServer["client"] }> {
  const signal = AbortSignal.timeout(findWithinMs);
  const found = await findFor(work, place, signal);
  const { signIns, fetch } = work.port(signInsPort);
  const client = await explained(() => signIns.become(found, choiceOf(work, place), { fetch, signal }));
  const { url, resource, issuer, saysIssuer, authorize, token, revoke, scopes } = found;
  return {
    remote: { url, resource, issuer, saysIssuer, authorize, token, revoke, client },
    scopes,
    typed: place.client,
  };
}

async function findFor(work: Work, place: Place, signal: AbortSignal): Promise<FoundSignIn> {
  const { signIns, fetch } = work.port(signInsPort);
  const found = await explained(() => signIns.find(place.url, { fetch, signal }));
  const choice = choiceOf(work, place);
  if (!signIns.choose(found, choice)) throw mcpServerErrors.client_needed({ redirect_uri: choice.redirectUri });
  return found;
}

async function explained<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.failure === "not_found") throw mcpServerErrors.sign_in_needed();
    throw mcpServerErrors.sign_in_refused({ reason: error.failure });
  }
}
