import type { Work } from "../../framework/context.ts";
import { findCountryPort } from "../../integrations/roles/find-country.ts";

/** The country an address is in, approximately. Nobody is kept from signing in by a file that cannot be read. */
export async function locateClient(ctx: Work, ip: string): Promise<string | null> {
  try {
    return (await ctx.port(findCountryPort)(ip)) ?? null;
  } catch (err) {
    ctx.log.warn({ err }, "the countries of networks cannot be read; see AVOW_COUNTRY_FILE");
    return null;
  }
}
