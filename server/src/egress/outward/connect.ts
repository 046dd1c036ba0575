import { lookup as lookupName } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { getCACertificates } from "node:tls";
import { Agent, buildConnector } from "undici";
import { ProviderError } from "../../integrations/roles/calls/provider-error.ts";
import { type AddressKind, addressKind } from "./addresses.ts";

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** Which addresses may be reached; names are resolved by the system unless `resolve` is given. */
export interface DestinationRules {
  /** The operator's explicit setting for models on the same machine. */
  allowLoopback: boolean;
  resolve?: Resolve;
}

export type RefusalReason =
  | Exclude<AddressKind, "public">
  | "not_a_url"
  | "not_https"
  | "credentials_in_url"
  | "local_name"
  | "name_unknown";

export type Destination = { allowed: true; url: URL; addresses: string[] } | { allowed: false; reason: RefusalReason };

/** Names that mean something only inside a machine or network, whatever a resolver says (RFC 6761, 6762, 8375, 9476). */
const localName = /(^|\.)(local|localdomain|internal|intranet|lan|corp|home|arpa|onion|alt|test|invalid|example)$/;

const resolveBySystem: Resolve = async (hostname) =>
  (await lookupName(hostname, { all: true, order: "verbatim" })).map((found) => found.address);

/** The name or address as the URL standard normalised it, without brackets and closing dot. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

function isLoopbackName(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}

function checkKind(kind: AddressKind, mustBe: "public" | "loopback"): RefusalReason | undefined {
  return kind === mustBe ? undefined : kind === "public" ? "local_name" : kind;
}

/** What a host must turn out to be, or why it is refused without asking the resolver. */
function expectOf(host: string, allowLoopback: boolean): { mustBe: "public" | "loopback" } | { reason: RefusalReason } {
  if (isIP(host)) {
    const kind = addressKind(host);
    if (kind === "public" || (kind === "loopback" && allowLoopback)) return { mustBe: kind };
    return { reason: kind };
  }
  if (isLoopbackName(host)) return allowLoopback ? { mustBe: "loopback" } : { reason: "loopback" };
  if (!host.includes(".") || localName.test(host)) return { reason: "local_name" };
  return { mustBe: "public" };
}

/** The part of the check that needs no network. http is only for loopback, where nobody can listen on the way. */
export function inspectUrl(text: string, rules: DestinationRules): { url: URL } | { reason: RefusalReason } {
  const url = URL.parse(text);
  if (!url || url.hostname === "") return { reason: "not_a_url" };
  if (url.protocol !== "https:" && url.protocol !== "http:") return { reason: "not_https" };
  if (url.username !== "" || url.password !== "") return { reason: "credentials_in_url" };
  const expected = expectOf(hostOf(url), rules.allowLoopback);
  if ("reason" in expected) return expected;
  if (url.protocol === "http:" && expected.mustBe !== "loopback") return { reason: "not_https" };
  return { url };
}

/** Asks the resolver once. One forbidden address among several refuses the name: nobody chooses for us. */
async function resolveChecked(
  host: string,
  rules: DestinationRules,
): Promise<{ addresses: string[] } | { reason: RefusalReason }> {
  const expected = expectOf(host, rules.allowLoopback);
  if ("reason" in expected) return expected;
  if (isIP(host)) return { addresses: [host] };
  const addresses = await (rules.resolve ?? resolveBySystem)(host);
  if (addresses.length === 0) return { reason: "name_unknown" };
  for (const address of addresses) {
    const reason = checkKind(addressKind(address), expected.mustBe);
    if (reason) return { reason };
  }
  return { addresses };
}

/** May Avow connect to this URL? Asked when an address is saved; sending checks again, at the socket. */
export async function checkDestination(text: string, rules: DestinationRules): Promise<Destination> {
  const seen = inspectUrl(text, rules);
  if ("reason" in seen) return { allowed: false, reason: seen.reason };
  try {
    const found = await resolveChecked(hostOf(seen.url), rules);
    return "reason" in found
      ? { allowed: false, reason: found.reason }
      : { allowed: true, url: seen.url, addresses: found.addresses };
  } catch {
    // A resolver's failure says no more than that the name is not known here and now.
    return { allowed: false, reason: "name_unknown" };
  }
}

/**
 * A `lookup` for sockets that hands out only checked addresses. The socket connects to exactly what was checked: there
 * is no second look-up for a name to change in between.
 */
export function checkedLookup(rules: DestinationRules): LookupFunction {
  return (hostname, options, callback) => {
    resolveChecked(hostname.replace(/\.$/, ""), rules).then(
      (found) => {
        if ("reason" in found) return callback(refuse(found.reason), [], 0);
        const list = found.addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = list;
        if (options.all || !first) return callback(null, list, 0);
        return callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, [], 0),
    );
  };
}

/** The failure of a call that was not let out. */
export function refuse(reason: RefusalReason): ProviderError {
  return new ProviderError("egress.destination_refused", { reason });
}

export interface ConnectOptions extends DestinationRules {
  connectTimeoutMs?: number;
  /** Certificates to trust besides the public ones, as PEM: for a server of one's own. */
  ca?: string[];
}

/** An undici agent whose every socket goes to a checked address, over TLS 1.2 or newer with a verified certificate. */
export function outwardAgent(options: ConnectOptions): Agent {
  const connect = buildConnector({
    timeout: options.connectTimeoutMs ?? 10_000,
    lookup: checkedLookup(options),
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    allowH2: false,
    ...(options.ca ? { ca: [...getCACertificates("default"), ...options.ca] } : {}),
  });
  return new Agent({
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 60_000,
    // A literal address never reaches the look-up, so it is checked here.
    connect: (target, callback) => {
      const expected = expectOf(target.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, ""), options.allowLoopback);
      if ("reason" in expected) callback(refuse(expected.reason), null);
      else connect(target, callback);
    },
  });
}
