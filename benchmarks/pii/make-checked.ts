import { accountMakers } from "./checked/make-accounts.ts";
import type { Make } from "./checked/check-digits.ts";
import { coinMakers } from "./checked/make-coins.ts";
import { healthMakers } from "./checked/make-health.ts";
import { nationalMakers } from "./checked/make-national.ts";
import { taxMakers } from "./checked/make-tax.ts";
import type { Draw } from "./draw.ts";

const makers: Record<string, Make> = {
  ...accountMakers,
  ...coinMakers,
  ...healthMakers,
  ...nationalMakers,
  ...taxMakers,
};

/** A number with its check digits, by the public description of its form. */
export const makeChecked = (name: string, draw: Draw): string => makers[name]!(draw);
