import { judge, promise } from "../../../framework/promise.ts";
import { authorityOf } from "../operator-profile.ts";
import { readProfile } from "../read-profile.ts";

/** Where a regime that Avow knows has an authority of its own: EU and EEA, the Länder, United Kingdom, Switzerland, Brazil, California. */
const states =
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH BR US US-CA".split(
    " ",
  );

const laender = "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH".split(" ").map((land) => `DE-${land}`);

export const nameAnAuthority = promise("rights.complain", {
  enforcedBy: ["modules/policy-versions/operator-profile.ts#authorityOf"],
  tests: ["server/src/modules/policy-versions/policy-versions.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const { profile } = await readProfile(look);
    const missing = [...states, ...laender, ...(profile.country ? [profile.country] : [])].filter(
      (place) =>
        !authorityOf(place)?.name ||
        (place.includes("-") && authorityOf(place) === authorityOf(place.slice(0, 2))) ||
        URL.parse(authorityOf(place)?.url ?? "")?.protocol !== "https:",
    );
    return judge({ places: states.length + laender.length, own: profile.country || "not said" }, [
      missing.length === 0,
      `There is no authority to complain to for ${missing[0] ?? ""}.`,
    ]);
  },
});
