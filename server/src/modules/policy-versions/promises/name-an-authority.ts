import { judge, promise } from "../../../framework/promise.ts";
import { authorityOf } from "../operator-profile.ts";
import { readProfile } from "../read-profile.ts";

/** Where a regime that Avow knows has an authority of its own: EU and EEA, United Kingdom, Switzerland, Brazil, USA. */
const states =
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH BR US".split(" ");

export const nameAnAuthority = promise("rights.complain", {
  enforcedBy: ["modules/policy-versions/operator-profile.ts#authorityOf"],
  tests: ["server/src/modules/policy-versions/policy-versions.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const { profile } = await readProfile(look);
    const missing = [...states, ...(profile.country ? [profile.country] : [])].filter(
      (country) => !authorityOf(country)?.name || URL.parse(authorityOf(country)?.url ?? "")?.protocol !== "https:",
    );
    return judge({ countries: states.length, own: profile.country || "not said" }, [
      missing.length === 0,
      `There is no authority to complain to for ${missing[0] ?? ""}.`,
    ]);
  },
});
