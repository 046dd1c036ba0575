import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Sandbox credits pay for what the sandbox does, and for nothing else: each ledger has accounts of its own. */
export const ledgerNames = ["real", "sandbox"] as const;
export type LedgerName = (typeof ledgerNames)[number];

/** Where credits come from, lie and go to. `wallet` is what can be spent; the others say why it changed. */
export const accountKinds = ["wallet", "granted", "used", "lapsed"] as const;

const kept = { cls: "billing", because: "Each credit is accounted for as long as the organization is there." } as const;

/** Balances: projections of the entries, renewed in the transaction that writes these. */
export const ledgerAccounts = table("ledger_accounts", {
  tenant: "organization",
  owner: owns.organization(),
  keep: kept,
  key: ["ledger", "kind"],
  columns: {
    ledger: plain.oneOf(ledgerNames),
    kind: plain.oneOf(accountKinds),
    /** Micro-credits: a millionth of a credit. */
    balance: plain.long(),
    /** Set aside by reservations that are held. Only a wallet has any. */
    held: plain.long(),
    /** How many transactions it has had. */
    sequence: plain.long(),
    /** When the next of its grants lapses: nothing is reserved past that before the grant is gone. */
    lapses_at: plain.time().nullable(),
    created_at: plain.time(),
  },
  checks: ["held >= 0 and (held = 0 or kind = 'wallet')", "kind <> 'wallet' or balance >= held"],
});

/** Credits given, each with its own end. Burn by priority, then by expiry, then by age. */
export const ledgerGrants = table("ledger_grants", {
  tenant: "organization",
  owner: owns.organization(),
  keep: kept,
  columns: {
    id: plain.id("grt"),
    ledger: plain.oneOf(ledgerNames),
    source: plain.oneOf(["starter", "operator", "top_up"]),
    /** The lowest burns first. */
    priority: plain.int(),
    amount: plain.long(),
    /** What is left of it. */
    remaining: plain.long(),
    expires_at: plain.time().nullable(),
    granted_by: plain.actor(),
    created_at: plain.time(),
  },
  checks: ["amount > 0", "remaining between 0 and amount"],
  indexes: [
    { on: ["organization_id", "ledger"], where: "remaining > 0" },
    { on: ["expires_at"], where: "remaining > 0 and expires_at is not null" },
    { on: ["granted_by"] },
  ],
});

/** What happened to a wallet: written once, never changed. */
export const ledgerTransactions = table("ledger_transactions", {
  tenant: "organization",
  owner: owns.organization(),
  keep: kept,
  appendOnly: true,
  columns: {
    id: plain.id("ltx"),
    ledger: plain.oneOf(ledgerNames),
    /** The wallet's place in line: counts its transactions without a gap. */
    sequence: plain.long(),
    kind: plain.oneOf(["grant", "charge", "lapse"]),
    /** What it pays or gives for: an id that can be booked once. */
    operation_key: plain.looseRef(),
    /** What it adds to the wallet; less than nothing where it takes. */
    amount: plain.long(),
    /** The wallet's balance after it. */
    balance: plain.long(),
    workspace_id: plain.looseRef().nullable(),
    agent_id: plain.looseRef().nullable(),
    api_key_id: plain.looseRef().nullable(),
    model: plain.word().nullable(),
    made_by: plain.actor(),
    created_at: plain.time(),
  },
  indexes: [
    { on: ["organization_id", "ledger", "operation_key"], unique: true },
    { on: ["organization_id", "ledger", "sequence"], unique: true },
    { on: ["organization_id", "created_at"] },
    { on: ["made_by"] },
  ],
});

/** Both sides of each transaction. What a statement adds sums to zero, or PostgreSQL refuses it. */
export const ledgerEntries = table("ledger_entries", {
  tenant: "organization",
  owner: owns.via("transaction_id", "ledger_transactions"),
  keep: kept,
  appendOnly: true,
  balanced: { amount: "amount", per: "transaction_id" },
  key: ["transaction_id", "position"],
  columns: {
    transaction_id: plain.ref("ledger_transactions"),
    position: plain.int(),
    kind: plain.oneOf(accountKinds),
    /** The grant it was given by or taken from; always there on the wallet's side. */
    grant_id: plain.looseRef().nullable(),
    amount: plain.long(),
  },
});

export const reservationStates = ["held", "settled", "released", "expired"] as const;

/** Credits set aside for one call, before it is sent. */
export const ledgerReservations = table("ledger_reservations", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "billing",
    because: "What a call may cost is set aside while it runs, and can be looked up for a while after.",
    until: { column: "ended_at", days: 90 },
  },
  columns: {
    id: plain.id("rsv"),
    ledger: plain.oneOf(ledgerNames),
    operation_key: plain.looseRef(),
    state: plain.oneOf(reservationStates),
    amount: plain.long(),
    /** What was charged in the end; never more than was set aside. */
    charged: plain.long().nullable(),
    /** Budgets that hold it as well. */
    budgets: plain.words(),
    workspace_id: plain.looseRef().nullable(),
    agent_id: plain.looseRef().nullable(),
    api_key_id: plain.looseRef().nullable(),
    model: plain.word().nullable(),
    made_by: plain.actor(),
    expires_at: plain.time(),
    created_at: plain.time(),
    ended_at: plain.time().nullable(),
  },
  checks: ["amount > 0", "charged between 0 and amount"],
  indexes: [
    { on: ["organization_id", "ledger", "operation_key"], unique: true },
    { on: ["expires_at"], where: "state = 'held'" },
    { on: ["ended_at"] },
    { on: ["made_by"] },
  ],
});

export const budgetPeriods = ["once", "daily", "weekly", "monthly"] as const;
/** Of whom somebody can set a budget, and besides them what says its own. */
export const budgetSubjects = ["organization", "workspace", "user", "api_key", "agent"] as const;
export const countedSubjects = [...budgetSubjects, "widget"] as const;

/** A ceiling that nothing can be spent past. */
export const budgets = table("budgets", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "A budget holds until someone removes it, or whom it is about is gone." },
  columns: {
    id: plain.id("bdg"),
    ledger: plain.oneOf(ledgerNames),
    subject: plain.oneOf(countedSubjects),
    /** Whose calls count. */
    subject_id: plain.looseRef(),
    /** The same, where it is a member's: the budget goes with them. */
    user_id: plain.ref("users").nullable(),
    ceiling: plain.long(),
    period: plain.oneOf(budgetPeriods),
    /** IANA name of the zone whose midnight begins a period. */
    time_zone: plain.word(),
    /** Shares of the ceiling, in per cent, that are told of. */
    alerts: plain.json<number[]>(),
    /** The highest share told of in this period. */
    alerted: plain.int(),
    spent: plain.long(),
    held: plain.long(),
    /** When the next period begins; empty for what is given once. */
    renews_at: plain.time().nullable(),
    created_by: plain.actor(),
    created_at: plain.time(),
    version: plain.int(),
  },
  checks: ["ceiling >= 0", "spent >= 0 and held >= 0"],
  indexes: [{ on: ["organization_id", "ledger"] }, { on: ["user_id"] }, { on: ["created_by"] }],
});

/** When a ledger was last compared with the calls it paid for, and what did not agree. */
export const ledgerChecks = table("ledger_checks", {
  tenant: "organization",
  owner: owns.organization(),
  keep: kept,
  key: ["ledger"],
  columns: {
    ledger: plain.oneOf(ledgerNames),
    /** Calls that are over and cost something, here or by their own record. */
    calls: plain.long(),
    /** Of these, those whose record and entries differ by a micro-credit or more. */
    calls_off: plain.long(),
    /** Balances, grants and reservations that differ from the entries they sum up. */
    sums_off: plain.long(),
    checked_at: plain.time(),
  },
});
