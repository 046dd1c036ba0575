import ipaddr from "ipaddr.js";

/** What one attacker has for the price of one: an IPv4 address, or an IPv6 /64. */
export function nameNetwork(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
