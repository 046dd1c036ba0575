import { ConnectorError, type Api, type OauthEnds, type Registered } from "../../roles/connector.ts";
import { askApi } from "../../roles/calls/ask-api.ts";
import type { RemoteClient, RemoteProvider } from "../../roles/sign-in.ts";
import { askOutside, explained } from "./read-document.ts";

/** A server that described itself, as a service at which one is connected: the same steps, by what it said. */
export function describeRemote(remote: RemoteProvider | undefined): Registered {
  const known = () => {
    if (!remote) throw new ConnectorError("unreachable");
    return remote;
  };
  const { client } = remote ?? {};
  return {
    connector: {
      name: "mcp",
      title: "The MCP server",
      processor: "",
      policyUrl: "",
      whenForbidden: "Whoever runs the server says who may do what there.",
      abilities: { use: { says: "uses its tools", scopes: [] } },
      ends: () => endsOf(known()),
      api: () => known().url,
      identify: (api) => prove(api),
      reads: {},
      writes: {},
      forgets: "line",
      revoke: (_, api) => revoke(known(), api),
    },
    client: { clientId: client?.id ?? "", clientSecret: client?.secret ?? "" },
  };
}

const endsOf = ({ authorize, token, resource, issuer, saysIssuer, client }: RemoteProvider): OauthEnds => ({
  authorize,
  token,
  scopeParameter: "scope",
  scopeSeparator: " ",
  parameters: { resource },
  described: { issuer, saysIssuer, clientBy: client.by, resource },
});

/** Asks with the token for nothing. Whose account it is, such a server does not tell. @throws ConnectorError */
async function prove({ base, token, fetch, signal }: Api): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
  };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
  const { status, body: said } = await askOutside(base, { method: "POST", headers, body }, { fetch, signal });
  await explained(async () => void (await said?.[Symbol.asyncIterator]().return?.()));
  if (status === 401) throw new ConnectorError("unauthorized", { status });
  if (status === 403) throw new ConnectorError("forbidden", { status });
  if (status >= 500) throw new ConnectorError("failed", { status });
  return new URL(base).host;
}

/** RFC 7009: whoever knows the token no more says the same as whoever has just forgotten it. @throws ConnectorError */
async function revoke({ revoke: base, client }: RemoteProvider, api: Api): Promise<"revoked"> {
  if (base === null) throw new ConnectorError("not_found");
  const proof: Record<string, string> = client.by === "basic" ? {} : { client_id: client.id };
  if (client.by === "post") proof["client_secret"] = client.secret ?? "";
  const form = { token: api.token, ...proof };
  const authorization = client.by === "basic" ? basicOf(client) : null;
  await askApi({ ...api, base }, "", { method: "POST", form, authorization }).catch((error: unknown) => {
    // What is said besides a yes means nothing.
    if (!(error instanceof ConnectorError) || error.failure !== "unreadable") throw error;
  });
  return "revoked";
}

/** RFC 6749 § 2.3.1: each half is encoded as in a form. */
function basicOf({ id, secret }: RemoteClient): string {
  const encode = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(id)}:${encode(secret ?? "")}`).toString("base64")}`;
}
