import type { Sabotage } from "./sabotage.ts";
import { sabotagesOfAccounts } from "./sabotages-of-accounts.ts";
import { sabotagesOfAi } from "./sabotages-of-ai.ts";
import { sabotagesOfContent } from "./sabotages-of-content.ts";
import { sabotagesOfPolicies } from "./sabotages-of-policies.ts";
import { sabotagesOfRetention } from "./sabotages-of-retention.ts";
import { sabotagesOfRights } from "./sabotages-of-rights.ts";
import { sabotagesOfSecurity } from "./sabotages-of-security.ts";

/** At least one for each promise that is kept by code. */
export const sabotages: readonly Sabotage[] = [
  ...sabotagesOfAccounts,
  ...sabotagesOfAi,
  ...sabotagesOfContent,
  ...sabotagesOfPolicies,
  ...sabotagesOfRetention,
  ...sabotagesOfRights,
  ...sabotagesOfSecurity,
];
