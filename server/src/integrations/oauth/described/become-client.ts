import * as z from "zod";
import { ConnectorError } from "../../roles/connector.ts";
import type { ClientChoice, FoundSignIn, RemoteClient, WayOut } from "../../roles/sign-in.ts";
import { askOutside, explained, parse } from "./read-document.ts";

/** In this order: what somebody typed, our own document, a registration for this one sign-in. */
export function chooseClient({ takesDocuments, register }: FoundSignIn, { typed, document }: ClientChoice) {
  if (typed) return "typed";
  if (takesDocuments && document !== null) return "document";
  return register === null ? undefined : "registration";
}

/** @throws ConnectorError `refused` where there is no way */
export async function becomeClient(found: FoundSignIn, choice: ClientChoice, way: WayOut): Promise<RemoteClient> {
  const how = chooseClient(found, choice);
  const { typed, document } = choice;
  if (how === "typed") return { id: typed!.clientId, secret: typed!.clientSecret, by: proofFor(found, typed!) };
  if (how === "document") return { id: document!, secret: null, by: "none" };
  if (how === "registration") return registerClient(found, choice, way);
  throw new ConnectorError("refused");
}

/** Without a word, a secret goes into the header (RFC 8414 § 2). */
function proofFor({ clientsBy }: FoundSignIn, { clientSecret }: { clientSecret: string | null }): RemoteClient["by"] {
  if (clientSecret === null) return "none";
  const isHeaderTaken = clientsBy?.includes("client_secret_basic") ?? true;
  return isHeaderTaken ? "basic" : "post";
}

const methods = { none: "none", client_secret_basic: "basic", client_secret_post: "post" } as const;
const isMethod = (name: string): name is keyof typeof methods => Object.hasOwn(methods, name);
const printable = z.string().regex(/^[\x20-\x7e]{1,2000}$/);
const registered = z.object({
  client_id: printable,
  client_secret: printable.nullish(),
  token_endpoint_auth_method: z.string().optional(),
  redirect_uris: z.array(z.string()).optional(),
});

/** For one sign-in and nothing else: nobody shares a client with anybody, and it ends with the sign-in (RFC 7591). */
async function registerClient(
  { register, clientsBy }: FoundSignIn,
  { redirectUri }: ClientChoice,
  way: WayOut,
): Promise<RemoteClient> {
  const wanted = ["none", "client_secret_basic", "client_secret_post"] as const;
  const method = wanted.find((one) => (clientsBy ?? ["client_secret_basic"]).includes(one));
  if (!method) throw new ConnectorError("refused");
  const body = {
    client_name: "Avow",
    redirect_uris: [redirectUri],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: method,
  };
  const headers = { "content-type": "application/json", accept: "application/json" };
  const answer = await askOutside(register!, { method: "POST", headers, body: JSON.stringify(body) }, way);
  const text = await explained(() => answer.text());
  if (!answer.ok) throw new ConnectorError(answer.status >= 500 ? "failed" : "refused", { status: answer.status });
  const read = registered.safeParse(parse(text));
  if (!read.success) throw new ConnectorError("unreadable");
  return readClient(read.data, { method, redirectUri });
}

/** @throws ConnectorError where it was registered otherwise than it asked in a way that could not work */
function readClient(
  { client_id: id, client_secret, token_endpoint_auth_method, redirect_uris }: z.output<typeof registered>,
  { method, redirectUri }: { method: keyof typeof methods; redirectUri: string },
): RemoteClient {
  const given = token_endpoint_auth_method ?? method;
  const isRedirected = redirect_uris?.includes(redirectUri) ?? true;
  if (!isMethod(given) || !isRedirected) throw new ConnectorError("refused");
  const by = methods[given];
  const secret = by === "none" ? null : (client_secret ?? null);
  if (by !== "none" && secret === null) throw new ConnectorError("unreadable");
  return { id, secret, by };
}
