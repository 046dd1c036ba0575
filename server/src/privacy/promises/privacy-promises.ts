import type { KeptPromise } from "../../framework/promise.ts";
import { boundRetention } from "./kept/bound-retention.ts";
import { destroyWhatIsErased } from "./kept/destroy-what-is-erased.ts";
import { eraseInTime } from "./kept/erase-in-time.ts";
import { exportToTakeAlong } from "./kept/export-to-take-along.ts";
import { giveAllAccess } from "./kept/give-all-access.ts";
import { keepKeysApart } from "./kept/keep-keys-apart.ts";
import { keepTenantsApart } from "./kept/keep-tenants-apart.ts";
import { keepToPurposes } from "./kept/keep-to-purposes.ts";
import { keepWhileActive } from "./kept/keep-while-active.ts";
import { nameLegalBases } from "./kept/name-legal-bases.ts";
import { sealSecrets } from "./kept/seal-secrets.ts";
import { sealTheLog } from "./kept/seal-the-log.ts";
import { sweepAuditEntries } from "./kept/sweep-audit-entries.ts";
import { sweepCounts } from "./kept/sweep-counts.ts";
import { sweepLogs } from "./kept/sweep-logs.ts";

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
