import { port } from "../../framework/ports.ts";

/** The country an address is registered in, as ISO 3166-1 alpha-2; nothing for one that is private or unknown. */
export type FindCountry = (ip: string) => Promise<string | undefined>;

/** Approximate, and answered on this machine: the address is told to nobody. */
export const findCountryPort = port<FindCountry>("country.find");
