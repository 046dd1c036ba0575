export { amountsPort } from "./amounts.ts";
export type { Catalogue } from "./catalogue.ts";
export { readAuditBundle } from "./audit/read-bundle.ts";
export { readEvidenceBundle } from "./promises/read-evidence-bundle.ts";
export { eventsChannel, orderEvents } from "./audit/order-events.ts";
export { sealLogs } from "./audit/seal-log.ts";
export { cataloguePort } from "./catalogue.ts";
export { destroyKeys, destroyKeysWithin } from "./destroy-keys.ts";
export { beginErasure, type ErasureRequest, subjectOf } from "./erase/begin-erasure.ts";
export { carryOutErasure } from "./erase/carry-out-erasure.ts";
export { findHeld, findHolds, hasHolds, setAside } from "./holds/set-aside.ts";
export { holdSubject, releaseSubject } from "./holds/hold-subject.ts";
export { openHeldKeys } from "./holds/open-held-keys.ts";
export { heldSubjects } from "./holds/tables.ts";
export { countExport } from "./export/count-export.ts";
export { writeArchive } from "./export/write-archive.ts";
export { changeEpoch } from "./epochs/change-epoch.ts";
export { epochKeepingPort } from "./epochs/keep-epochs.ts";
export { changeAt, endOf, lengthOf, readEpochs } from "./epochs/read-epochs.ts";
export { ArchiveError } from "./import/archive-error.ts";
export { importArchive, type ImportedTable } from "./import/import-archive.ts";
export {
  importReasons,
  importRulesPort,
  type ImportRule,
  type ImportWork,
} from "./import/import-rule.ts";
export { leftBehind } from "./import/left-behind.ts";
export { archiveMax, type ImportedArchive, openArchive } from "./import/open-archive.ts";
export { forgetKeysPort } from "./keys.ts";
export {
  type Duration,
  durationBy,
  durationOf,
  isParameter,
  type Parameter,
  type ParameterName,
  parameterNames,
  parameters,
  policyLevels,
  type PolicyLevel,
  shift,
} from "./parameters.ts";
export {
  allowedRange,
  clamp,
  compareValues,
  type Direction,
  isInside,
  isNarrower,
  isRangeOf,
  isValueOf,
  narrow,
  type PolicyRange,
  type PolicyValue,
} from "./policy-range.ts";
export { countPlan, type CountedStep } from "./planner/count-plan.ts";
export { planErasure } from "./planner/plan-erasure.ts";
export { writeReport } from "./reports/write-report.ts";
export { type GivenTo, signedReceipt } from "./receipts/receipt.ts";
export { subjectReference } from "./receipts/sign-receipt.ts";
export { auditRecorder } from "./record-audit.ts";
export { forgetNames, type StoredObjects, storedObjectsPort, unnamed } from "./stored-objects.ts";
export { sweepExpired } from "./retention/sweep-expired.ts";
export { auditEntries, contentReviews, privacyRequests, requestStates, storedObjects } from "./tables.ts";
export {
  canonicalPromises,
  capabilities,
  duties,
  promiseSections,
  statements,
} from "./promises/catalogue.ts";
export { type Evidence, readKnowledge } from "./promises/read-knowledge.ts";
export { findAbsoluteClaims } from "./promises/find-absolute-claims.ts";
export { type RegimeName, regimeNames, regimes } from "./promises/regimes.ts";
export { purposes } from "./promises/purposes.ts";
export { runProbes } from "./promises/run-probes.ts";
export {
  freshUntil,
  promiseStates,
  stateOfDuty,
  stateOfPromise,
} from "./promises/state-of-promise.ts";
export { dutyAttestations, evidenceOutcomes } from "./promises/tables.ts";
export { describeValue, type Fillings, renderSentence } from "./promises/render-sentence.ts";
export { rightsText } from "./rights-text.ts";
