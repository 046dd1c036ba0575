export { checkAi, refuseWhereLocked } from "./check-ai.ts";
export { checkConsent } from "./check-consent.ts";
export { refuseContact } from "./check-contact.ts";
export { checkDestination } from "./outward/connect.ts";
export { egressErrors } from "./errors.ts";
export { planChanges, type PlannedChange } from "./policy/plan-changes.ts";
export { checkPattern } from "./guardrail/workspace/check-pattern.ts";
export { type ClassId, classes, type DataClass } from "./guardrail/classes.ts";
export { buildWorkspaceDetector } from "./guardrail/workspace/find-workspace-rules.ts";
export type { Hit } from "./guardrail/detector.ts";
export { inspectKept } from "./guardrail/inspect-kept.ts";
export { cutText } from "./guardrail/names/find-names-outside.ts";
export { foldName } from "./guardrail/names/fold-name.ts";
export { isListedWord, isOrdinaryWord } from "./guardrail/names/is-ordinary-word.ts";
export { prepareModel } from "./guardrail/names/load-model.ts";
export { basesOf, stemName } from "./guardrail/names/stem-name.ts";
export { takeTurn } from "./guardrail/take-turns.ts";
export { measureMatcher as measureWords } from "./guardrail/match-keywords.ts";
export { type Preview, previewRequest } from "./guardrail/preview-request.ts";
export { readLevels } from "./guardrail/judge-hits.ts";
export { type GuardRules, noOwnRules, type OwnRules } from "./guardrail/rules-port.ts";
export { hashRecipient, normalizeRecipient } from "./policy/hash-recipient.ts";
export { markUntrusted, untrustedWord } from "./mark-untrusted.ts";
export { policiesPort, policyChannel } from "./policy/open-policies.ts";
export { policyRange, policyValue, presetNames, presets } from "./policy/presets.ts";
export {
  maySet,
  type Policy,
  type PolicySays,
  type Resolved,
  resolveParameter,
  settingsOfPreset,
} from "./policy/resolve-policy.ts";
export { findObstacle, type Processor } from "./processors/find-obstacle.ts";
export { isNamedHost, keepToHosts } from "./processors/keep-to-hosts.ts";
export { mergeRegister, registerChannel, registerPort, type RegisterRow } from "./processors/open-register.ts";
export { type ProcessorFacts, processorFacts, processorName } from "./processors/processor.ts";
export { processors } from "./processors/tables.ts";
export { deploymentPolicySettings, policySettings, type PolicySetting } from "./policy/tables.ts";
export { draw, embed, generate, type GenerationChunk, moderate } from "./generate.ts";
export type { Passed } from "./pass-gate.ts";
export {
  gatePort,
  type Plan,
  type Price,
  providersPort,
  type ReadContacts,
  type Gate,
  type ReadStandings,
  type Standing,
  type WorkIds,
  type Target,
} from "./ports.ts";
export { type GenerationKind, generationKinds, type KnownPlaceholders, surfaces } from "./request.ts";
export { isResident } from "./processors/regions.ts";
export { resolvePolicy } from "./policy/resolve-policy.ts";
export { processorPurposes } from "./processors/processor.ts";
export { reachOriginPort } from "./outward/reach-origin.ts";
export { refuseFailure } from "./refuse-failure.ts";
export { resolveTextPort } from "./resolve-text.ts";
export { askToStop, recordInterruption } from "./record-generation.ts";
export { generationInterrupted } from "./settle-interrupted.ts";
export { contactGenerations, generations } from "./tables.ts";
export { openLedgers } from "./ledger/open-ledger.ts";
export { type Grant, grantCredits } from "./ledger/grant-credits.ts";
export { lockLedger } from "./ledger/lock-wallet.ts";
export { isTimeZone, nextRenewal } from "./ledger/period.ts";
export { type BindingBudget, readBudgets } from "./ledger/read-budgets.ts";
export { changeWidgetBudget, dropWidgetBudget, keepWidgetBudget } from "./ledger/keep-budget.ts";
export { budgetPeriods, budgetSubjects, countedSubjects, ledgerNames, reservationStates } from "./ledger/tables.ts";
export { askApproval } from "./approvals/ask-approval.ts";
export { approvalEnded, approvalRequested } from "./approvals/events.ts";
export { approvals, approvalStates } from "./approvals/tables.ts";
export { budgetReached } from "./ledger/tell-of-budgets.job.ts";
export { quoteCall, type Quote } from "./ledger/quote-call.ts";
export { deliver, type Intent } from "./deliveries/deliver.ts";
export { type Delivery, type OpenedDelivery, subjectOf as subjectOfDelivery } from "./deliveries/delivery.ts";
export {
  type Composed,
  type DeliveryKind,
  deliveryKind,
  deliveryKindsPort,
  type Dropped,
  type FailedTarget,
  type Held,
} from "./deliveries/kind.ts";
export { noteBounce } from "./deliveries/outcome/note-bounce.ts";
export { noteReport } from "./deliveries/outcome/note-report.ts";
export { type RetryPolicy, standardWebhooksPolicy } from "./deliveries/outcome/retry-policy.ts";
export { deliveries, deliveryAttempts, deliveryStates } from "./deliveries/tables.ts";
export { openDelivery } from "./deliveries/open-delivery.ts";
export { cancelDelivery, mayReplay, replayDelivery, settleDelivery } from "./deliveries/steer-delivery.ts";
