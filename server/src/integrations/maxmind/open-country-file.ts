import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ipaddr from "ipaddr.js";
import { type CountryResponse, Reader } from "maxmind";
import type { FindCountry } from "../roles/find-country.ts";

/** Shipped with Avow; the data is the regional registries', by the NRO. */
const shipped = import.meta.resolve("@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb");

/** A file tells one code for each network, or a record in the shape of GeoIP2. */
type Found = Partial<CountryResponse> & { country_code?: string };

/**
 * Looks addresses up in a file in MaxMind's format, read when it is first asked.
 * @param path the file that comes with Avow, unless said otherwise
 */
export function openCountryFile(path = fileURLToPath(shipped)): FindCountry {
  let reader: Promise<Reader<CountryResponse>> | undefined;
  const open = async () => new Reader<CountryResponse>(await readFile(path));
  return async (ip) => {
    if (!ipaddr.isValid(ip)) return undefined;
    const address = ipaddr.process(ip); // an IPv4 address that arrived over IPv6 is the same address
    if (address.range() !== "unicast") return undefined; // some files name a country for private networks
    reader ??= open();
    const found: Found | null = (await reader).get(address.toString());
    const code = found?.country_code ?? found?.country?.iso_code;
    return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined;
  };
}
