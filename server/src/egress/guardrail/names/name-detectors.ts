import type { Detector } from "../detector.ts";
import { addresses } from "./addresses/find-addresses.ts";
import { names } from "./find-names.ts";

/** What comes with Avow for names in free text: addresses by their form, and the tagger. */
export const nameDetectors: readonly Detector[] = [addresses, names];
