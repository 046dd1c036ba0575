import { americasIndia } from "./americas-india.ts";
import { beneluxIslands } from "./benelux-islands.ts";
import { centralEurope } from "./central-europe.ts";
import { franceItalyIberia } from "./france-italy-iberia.ts";
import { germanyAustriaSwitzerland } from "./germany-austria-switzerland.ts";
import type { Identifier } from "./identifier.ts";
import { nordicBaltic } from "./nordic-baltic.ts";

export const allIdentifiers: readonly Identifier[] = [
  ...germanyAustriaSwitzerland,
  ...franceItalyIberia,
  ...beneluxIslands,
  ...nordicBaltic,
  ...centralEurope,
  ...americasIndia,
];
