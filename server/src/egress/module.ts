import type { Module } from "../framework/endpoint.ts";
import { egressErrors } from "./errors.ts";
import { generationCompleted } from "./generation-completed.ts";
import { generationInterrupted, settleInterrupted } from "./settle-interrupted.ts";
import { deploymentPolicySettings, policySettings } from "./policy/tables.ts";
import { approvalEnded, approvalRequested } from "./approvals/events.ts";
import { expireApprovals } from "./approvals/expire-approvals.job.ts";
import { approvals } from "./approvals/tables.ts";
import { tellOfMasking } from "./guardrail/verdicts/tell-of-masking.job.ts";
import { guardrailTriggered } from "./guardrail/verdicts/triggered.ts";
import { guardrailVerdicts } from "./guardrail/verdicts/tables.ts";
import { walletErrors } from "./ledger/errors.ts";
import { reconcile } from "./ledger/reconcile.job.ts";
import { sweepReservations } from "./ledger/sweep-reservations.job.ts";
import * as ledger from "./ledger/tables.ts";
import { budgetReached, tellOfBudgets } from "./ledger/tell-of-budgets.job.ts";
import { walletDepleted, walletLow } from "./ledger/tell-of-wallet.ts";
import { processors } from "./processors/tables.ts";
import { contactGenerations, generations } from "./tables.ts";
import { verifyWhatIsCalled } from "./promises/verify-what-is-called.ts";
import { trainNobody } from "./promises/train-nobody.ts";
import { keepToRegister } from "./promises/keep-to-register.ts";
import { keepAiOff } from "./promises/keep-ai-off.ts";
import { boundTransfers } from "./promises/bound-transfers.ts";
import { boundProviderRetention } from "./promises/bound-provider-retention.ts";
import { askOnlyTheChosen } from "./promises/ask-only-the-chosen.ts";

const ledgerTables = [
  ledger.ledgerAccounts,
  ledger.ledgerGrants,
  ledger.ledgerTransactions,
  ledger.ledgerEntries,
  ledger.ledgerReservations,
  ledger.budgets,
  ledger.ledgerChecks,
];

/** What the gate brings to the deployment, registered like a module's. */
export const egressModule: Module = {
  name: "egress",
  tables: [
    processors,
    deploymentPolicySettings,
    policySettings,
    generations,
    contactGenerations,
    ...ledgerTables,
    approvals,
    guardrailVerdicts,
  ],
  jobs: [settleInterrupted, sweepReservations, tellOfBudgets, expireApprovals, reconcile, tellOfMasking],
  events: [
    generationCompleted,
    generationInterrupted,
    budgetReached,
    walletLow,
    walletDepleted,
    approvalRequested,
    approvalEnded,
    guardrailTriggered,
  ],
  errors: { ...egressErrors, ...walletErrors },
  promises: [
    askOnlyTheChosen,
    boundProviderRetention,
    boundTransfers,
    keepAiOff,
    keepToRegister,
    trainNobody,
    verifyWhatIsCalled,
  ],
};
