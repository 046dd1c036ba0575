import { BlockList, isIP } from "node:net";

/** The other end of a connection, as far as it can be believed. */
export type Peer = { ip: string; isSecure: boolean; isLoopback: boolean };

/** Addresses and networks in CIDR form that are believed about `X-Forwarded-*`. @throws for what is neither */
export function parseProxies(list: string): BlockList {
  const trusted = new BlockList();
  for (const entry of list
    .split(",")
    .map((e) => e.trim())
    .filter(Boolean)) {
    const [, written = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const address = bits === undefined ? plainIp(written) : written;
    const family = isIP(address);
    if (family === 0 || Number(bits ?? 0) > (family === 6 ? 128 : 32))
      throw new Error(`AVOW_TRUSTED_PROXIES: ${entry} is not an address or a network`);
    if (bits === undefined) trusted.addAddress(address, family === 6 ? "ipv6" : "ipv4");
    else trusted.addSubnet(address, Number(bits), family === 6 ? "ipv6" : "ipv4");
  }
  return trusted;
}

/** An IPv4 address in its own form (RFC 4291 § 2.5.5.2), without the zone of a link-local one (RFC 4007). */
const plainIp = (ip: string) => ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").replace(/%.*$/, "");
/** Some proxies write the port besides: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const hopIp = (hop: string) => plainIp(hop.trim().replace(/^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/, "$1$2"));
const isIn = (list: BlockList, ip: string) => isIP(ip) !== 0 && list.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4");
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/**
 * Who is there: the socket's word, unless the socket is a trusted proxy; then the nearest address that is not one.
 * Read from the near end: what is beyond the first hop that nobody trusted wrote is anybody's invention.
 */
export function describePeer(
  socket: { remoteAddress?: string | undefined; encrypted?: boolean | undefined },
  forwarded: { for: string | undefined; proto: string | undefined },
  trusted: BlockList,
): Peer {
  const direct = plainIp(socket.remoteAddress ?? "127.0.0.1");
  if (!isIn(trusted, direct))
    return { ip: direct, isSecure: socket.encrypted ?? false, isLoopback: isIn(loopback, direct) };
  const hops = (forwarded.for ?? "").split(",").map(hopIp);
  const nearest = hops.findLast((hop) => !isIn(trusted, hop));
  const ip = nearest !== undefined && isIP(nearest) !== 0 ? nearest : direct;
  return { ip, isSecure: forwarded.proto?.split(",").at(-1)?.trim() === "https", isLoopback: false };
}

/** Every cookie there is; only `sessionCookie` writes one. */
export const cookies = {
  session: { says: "Says who asks: you are signed in.", lasts: "14 days unused, 90 days at the longest" },
  device: { says: "Says that this browser signed in before, and so waits less while others guess.", lasts: "180 days" },
  browser: { says: "Says that a sign-in elsewhere was begun in this browser.", lasts: "10 minutes" },
} as const;
type CookieName = keyof typeof cookies;

/**
 * `__Host-` binds the cookie to this host and to https (RFC 6265bis § 4.1.3.2); plain loopback cannot have it. `__Secure-`
 * is what remains where hosts below one domain share it.
 */
const cookieName = (isSecure: boolean, what: CookieName, domain: string | undefined) =>
  isSecure ? `${domain === undefined ? "__Host-" : "__Secure-"}avow-${what}` : `avow-${what}`;

/** Where a cookie goes: over https or not, to this host alone or to all below a domain. */
export type CookieReach = { isSecure: boolean; domain?: string | undefined };

/** The `Set-Cookie` that begins or ends one of ours. */
export function sessionCookie(
  session: { token: string; expiresAt: Date } | "ended",
  { isSecure, domain }: CookieReach,
  what: CookieName = "session",
): string {
  const [value, expires] = session === "ended" ? ["", new Date(0)] : [session.token, session.expiresAt];
  const reach = `${isSecure ? "; Secure" : ""}${isSecure && domain !== undefined ? `; Domain=${domain}` : ""}`;
  return `${cookieName(isSecure, what, domain)}=${value}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires.toUTCString()}${reach}`;
}

/** The value that came, undefined where none did, or more than one of the name. */
export function readCookie(
  header: string | undefined,
  { isSecure, domain }: CookieReach,
  what: CookieName = "session",
): string | undefined {
  const found = header
    ?.split(";")
    .map((pair) => pair.trim().split("="))
    .filter(([name]) => name === cookieName(isSecure, what, domain));
  return found?.length === 1 ? found[0]![1] : undefined; // two of one name: someone planted one
}
