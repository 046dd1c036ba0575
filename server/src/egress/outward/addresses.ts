import { BlockList, isIP } from "node:net";

/**
 * What an address is for. `public` is the only kind Avow connects to, `loopback` where the operator allows it.
 * Sources: the IANA special-purpose address registries (RFC 6890 and its updates).
 */
export type AddressKind =
  | "public"
  | "loopback"
  | "private"
  | "link_local"
  | "metadata"
  | "multicast"
  | "reserved"
  | "translated";

type Range = [kind: AddressKind, net: string, prefix: number];

const ranges4: Range[] = [
  ["metadata", "169.254.169.254", 32],
  ["metadata", "169.254.170.2", 32],
  ["metadata", "100.100.100.200", 32],
  ["metadata", "168.63.129.16", 32],
  ["metadata", "192.0.0.192", 32],
  ["loopback", "127.0.0.0", 8],
  ["private", "10.0.0.0", 8],
  ["private", "172.16.0.0", 12],
  ["private", "192.168.0.0", 16],
  ["private", "100.64.0.0", 10], // carrier-grade NAT
  ["link_local", "169.254.0.0", 16],
  ["multicast", "224.0.0.0", 4],
  ["reserved", "0.0.0.0", 8],
  ["reserved", "192.0.0.0", 24],
  ["reserved", "192.0.2.0", 24],
  ["reserved", "192.88.99.0", 24], // 6to4 relays
  ["reserved", "198.18.0.0", 15], // benchmarking
  ["reserved", "198.51.100.0", 24],
  ["reserved", "203.0.113.0", 24],
  ["reserved", "240.0.0.0", 4],
];

/** IPv6 is the other way round: outside 2000::/3 nothing is public. These name the reason, or cut into it. */
const ranges6: Range[] = [
  ["loopback", "::1", 128],
  ["metadata", "fd00:ec2::254", 128],
  ["metadata", "fd20:ce::254", 128],
  ["translated", "::ffff:0:0", 96], // IPv4-mapped
  ["translated", "::ffff:0:0:0", 96], // IPv4-translated
  ["translated", "64:ff9b::", 96], // NAT64
  ["translated", "64:ff9b:1::", 48], // local NAT64
  ["translated", "2002::", 16], // 6to4
  ["translated", "2001::", 32], // Teredo
  ["private", "fc00::", 7],
  ["private", "fec0::", 10],
  ["link_local", "fe80::", 10],
  ["multicast", "ff00::", 8],
  ["reserved", "2001::", 23],
  ["reserved", "2001:db8::", 32],
  ["reserved", "3fff::", 20],
  ["public", "2000::", 3],
];

interface Rule {
  kind: AddressKind;
  list: BlockList;
}

function compile(ranges: Range[], family: "ipv4" | "ipv6"): Rule[] {
  return ranges.map(([kind, net, prefix]) => {
    const list = new BlockList();
    list.addSubnet(net, prefix, family);
    return { kind, list };
  });
}

const rules4 = compile(ranges4, "ipv4");
const rules6 = compile(ranges6, "ipv6");

/** What this address is for; anything that is not an address is `reserved`. The first matching range decides. */
export function addressKind(address: string): AddressKind {
  const family = isIP(address);
  if (family === 4) return rules4.find((rule) => rule.list.check(address, "ipv4"))?.kind ?? "public";
  if (family === 6) return rules6.find((rule) => rule.list.check(address, "ipv6"))?.kind ?? "reserved";
  return "reserved";
}
