import type { IdentifyCaller } from "../app.ts";
import type { Logger } from "../log.ts";

type FindCountry = (ip: string) => Promise<string | undefined>;

/**
 * Adds the country a request comes from, for decisions: looked up in this process, and kept nowhere. Without it no
 * condition about a country is met.
 */
export function locateCaller(identify: IdentifyCaller, findCountry: FindCountry, log: Logger): IdentifyCaller {
  return async (credentials, needs, at) => {
    const caller = await identify(credentials, needs, at);
    if (needs !== "organization" && needs !== "workspace") return caller;
    try {
      return { ...caller, country: await findCountry(credentials.client.ip) };
    } catch (err) {
      log.warn({ err }, "the countries of networks cannot be read; see AVOW_COUNTRY_FILE");
      return caller;
    }
  };
}
