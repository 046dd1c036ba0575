import type { Decide, Rights } from "../framework/request/authorize.ts";
import type { Work } from "../framework/context.ts";
import type { Statement } from "../framework/database/one-trip.ts";
import { port } from "../framework/ports.ts";
import type { Db } from "../framework/database/tenant.ts";
import type { Fetch } from "../integrations/roles/calls/fetch.ts";
import type { ModelProvider } from "../integrations/roles/models/model.ts";
import type { Counts } from "./guardrail/verdicts/tables.ts";
import type { About, GenerationKind, GenerationRequest } from "./request.ts";
import type { Usage } from "./meter-usage.ts";
import type { RunningGenerations } from "./watch-running.ts";

/** Where AI may be used: both have to be on. */
export type AiSwitches = { organization: boolean; workspace: boolean };

/** How things stand, at this moment, for the person and the workspace in a scope. `isLocked`: they locked their data, or objected to AI. */
export type Standing = { rights: Rights; ai: AiSwitches; isLocked?: boolean };

/** What the prompt alone comes to, in micro-credits, and whether anything is set aside for the call. */
export type PromptCost = { costMicros: number; isPaid: boolean };

/** What was set aside for one call. */
export type Reservation = {
  /** Ends it: charges what was used, gives back the rest, and writes the record that tells of it. Once. */
  settle(used: Settlement, record: Statement): Promise<Settled>;
  /** What was used so far comes to, at most what is set aside: charged where whoever runs the call dies. */
  costSoFar(usage: Usage, target: Target): number;
  /** Whether what was used so far is paid for, by setting more aside where that may be; if not, the call ends. */
  covers(usage: Usage, target: Target): boolean | Promise<boolean>;
};
export type Settlement = { usage: Usage; target: Target };
/** What was charged, in micro-credits, and whether the record was written: not where it was settled before. */
export type Settled = { charged: number; isRecorded: boolean };

/** What one million tokens, and one image, cost in micro-credits; a credit is worth a US dollar. */
export type Price = {
  /** Which price list, and since when. */
  version: string;
  tokensInMicros: number;
  tokensOutMicros: number;
  tokensCachedMicros?: number;
  imageMicros?: number;
};

/** One model at one provider that may be asked. */
export type Target = {
  provider: ModelProvider;
  /** The connection, or `sandbox`. */
  providerId: string;
  /** `openai`, `anthropic`, `self-hosted`, `sandbox` … */
  providerKind: string;
  model: string;
  price?: Price;
  /** The only hosts that a call may reach: its processor's in the register, or that of one's own server. */
  hosts: readonly string[];
  /** Looks again whether the policy and the register still let a call go on; throws what the plan would have thrown. */
  recheck?(): Promise<void>;
  /** Longest wait for the first of the answer before the next target is asked. */
  firstChunkMs?: number;
};

/** Whom to ask, in this order: each one satisfies every constraint, and there is nobody besides. */
export type Plan = { routeId?: string; targets: readonly [Target, ...Target[]] };

/**
 * What the guardrail says of a request. `rule` names what decided; the sentence is for whoever has to act on it.
 * `redact` gives back what may be sent, and how to put the answer back together.
 */
export type Verdict =
  | { action: "allow" }
  | {
      action: "redact";
      rule: string;
      request: GenerationRequest;
      /** How many of each class were found. */
      counts?: Counts;
      restore?<T>(chunks: AsyncIterable<T>): AsyncIterable<T>;
    }
  | { action: "ask"; rule: string; sentence: string; approvalId: string }
  | { action: "block"; rule: string; sentence: string };

/** What a person outside would read of something that is about to leave. */
export type Effect = { kind: string; deliveryId: string; contactId: string | null; texts: readonly string[] };

export type EffectVerdict =
  | Exclude<Verdict, { action: "redact" }>
  /** As many texts as were given. */
  | { action: "redact"; rule: string; texts: readonly string[] };

/** A contact as the gate sees it: what they agreed to, what is known of their age, and whether the purpose is locked. */
export type ContactStanding = {
  age: "unknown" | "declared_adult" | "verified_adult" | "minor";
  hasAgreed: boolean;
  isLocked?: boolean;
};

/** What a contact can have agreed to. */
export type ConsentPurpose = "ai" | "messages" | "marketing";

/** How things stand with contacts, in the order asked; nothing where one is gone. What they agreed to is AI unless said otherwise. */
export type ReadContacts = (
  db: Db,
  of: readonly { workspaceId: string; contactId: string; purpose?: ConsentPurpose }[],
) => Promise<(ContactStanding | undefined)[]>;

/** What the gate asks others, in the order it asks. A refusal is thrown. */
export type Gate = {
  readStanding(work: Work): Promise<Standing>;
  decide: Decide;
  checkConsent(work: Work, about: About): Promise<void>;
  guard(work: Work, request: GenerationRequest): Promise<Verdict>;
  /** Whether a contact agreed to be written to. */
  checkConsentTo(work: Work, contactId: string, purpose: Exclude<ConsentPurpose, "ai">): Promise<void>;
  /** The same guardrail for what leaves otherwise than to a model. */
  guardEffect(work: Work, effect: Effect): Promise<EffectVerdict>;
  /** Where the call may go, by policy and the route's own constraints. */
  findRoute(work: Work, asked: { model: string; kind: GenerationKind; contentClass?: string }): Promise<Plan>;
  /** `record` makes what is written durably with it, before anything is sent. */
  reserve(
    work: Work,
    request: GenerationRequest,
    plan: Plan,
    record: (prompt: PromptCost) => Statement,
  ): Promise<Reservation>;
  takeTurn(work: Work): void;
  /** A provider's adapter turned to a host that is not the provider's: nothing was sent, and someone has to know. */
  tellOfHost(work: Work, target: Target, host: string): void;
  running: RunningGenerations;
};

export const gatePort = port<Gate>("gate");

/** How things stand for several pieces of work at once, in their order; nothing where a workspace is gone. Sees all tenants. */
export type ReadStandings = (db: Db, of: readonly WorkIds[]) => Promise<(Standing | undefined)[]>;

export type WorkIds = { organizationId: string; workspaceId: string; userId: string };

export type ProviderSettings = { id: string; kind: string; url?: string; key?: string };

/** The ways to models, and the way out. */
export type Providers = {
  sandbox: ModelProvider;
  /** The adapter of a connection. */
  connect(settings: ProviderSettings): ModelProvider;
  /** Where each vendor is. */
  urls: Readonly<Record<string, string>>;
  fetch: Fetch;
};

export const providersPort = port<Providers>("providers");
