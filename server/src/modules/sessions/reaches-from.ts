import ipaddr from "ipaddr.js";
import * as z from "zod";

/** `192.0.2.7` and `2001:db8::/32` as they are compared: one way of writing each network. Nothing for what is none. */
function normalizeNetwork(written: string): string | undefined {
  const text = written.trim();
  if (!/:|^\d+(?:\.\d+){3}(?:\/|$)/.test(text)) return undefined; // the library knows shorter ways of writing IPv4
  if (ipaddr.isValidCIDR(text)) {
    const [address, bits] = ipaddr.parseCIDR(text);
    const base =
      address.kind() === "ipv4" ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
    return `${base.toString()}/${bits}`;
  }
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.process(text);
  return `${address.toString()}/${address.kind() === "ipv4" ? 32 : 128}`;
}

/** An address or a network in CIDR form, of either family. */
export const networkField = z
  .string()
  .max(60)
  .transform((written, ctx) => {
    const network = normalizeNetwork(written);
    if (network === undefined)
      ctx.addIssue({ code: "custom", message: "is neither an address nor a network such as 192.0.2.0/24" });
    return network ?? z.NEVER;
  });

/** Whether an address lies in one of these networks; in none, everything does. */
export function reachesFrom(networks: readonly string[], ip: string): boolean {
  if (networks.length === 0) return true;
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === address.kind() && address.match(base, bits);
  });
}
