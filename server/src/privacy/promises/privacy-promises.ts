import type { KeptPromise } from "../../framework/promise.ts";
import { boundRetention } from "./bound-retention.ts";
import { destroyWhatIsErased } from "./destroy-what-is-erased.ts";
import { eraseInTime } from "./erase-in-time.ts";
import { exportToTakeAlong } from "./export-to-take-along.ts";
import { giveAllAccess } from "./give-all-access.ts";
import { keepKeysApart } from "./keep-keys-apart.ts";
import { keepTenantsApart } from "./keep-tenants-apart.ts";
import { keepToPurposes } from "./keep-to-purposes.ts";
import { keepWhileActive } from "./keep-while-active.ts";
import { nameLegalBases } from "./name-legal-bases.ts";
import { sealSecrets } from "./seal-secrets.ts";
import { sealTheLog } from "./seal-the-log.ts";
import { sweepAuditEntries } from "./sweep-audit-entries.ts";
import { sweepCounts } from "./sweep-counts.ts";
import { sweepLogs } from "./sweep-logs.ts";

/** What the framework and the privacy engine keep by themselves, whatever modules there are. */
export const privacyPromises: readonly KeptPromise[] = [
  boundRetention,
  destroyWhatIsErased,
  eraseInTime,
  exportToTakeAlong,
  giveAllAccess,
  keepKeysApart,
  keepTenantsApart,
  keepToPurposes,
  keepWhileActive,
  nameLegalBases,
  sealSecrets,
  sealTheLog,
  sweepAuditEntries,
  sweepCounts,
  sweepLogs,
];
