import type { Decide, Rights } from "../framework/authorize.ts";
import type { Work } from "../framework/context.ts";
import { port } from "../framework/ports.ts";
import type { DataKey } from "../framework/sealing.ts";
import type { Db } from "../framework/tenant.ts";
import type { Fetch } from "../integrations/roles/fetch.ts";
import type { ModelMessage, ModelProvider } from "../integrations/roles/model.ts";
import type { RunningGenerations } from "./watch-running.ts";

export type GenerationRequest = {
  /** Made by the caller, so that what it makes can point at the generation before it begins. */
  id: string;
  /** What `decide` is asked about the person this is for. */
  permission: string;
  /** Id of what is being made. */
  artefact: string;
  /** The artefact's own key; the prompt's hash is made under it. */
  key: DataKey;
  /** `sandbox`, or a model server's id, a slash and the model's name there. */
  model: string;
  instructions?: string;
  messages: readonly ModelMessage[];
  /** Ends the call when the caller has to end. */
  signal: AbortSignal;
};

export type Usage = { tokensIn: number; tokensOut: number; isEstimated: boolean };

/** Where AI may be used: both have to be on. */
export type AiSwitches = { organization: boolean; workspace: boolean };

/** How things stand, at this moment, for the person and the workspace in a scope. */
export type Standing = { rights: Rights; ai: AiSwitches };

/** What was set aside for one call. Exactly one of the two ends it. */
export type Reservation = { settle(used: Usage): Promise<void>; release(): Promise<void> };

export type Route = { provider: ModelProvider; providerId: string; model: string };

/** What the gate asks others, in the order it asks. A refusal is thrown. */
export type Gate = {
  readStanding(work: Work): Promise<Standing>;
  decide: Decide;
  checkConsent(work: Work, request: GenerationRequest): Promise<void>;
  /** Gives back what may be sent. */
  guard(work: Work, request: GenerationRequest): Promise<GenerationRequest>;
  findRoute(work: Work, model: string): Promise<Route>;
  reserve(work: Work, request: GenerationRequest): Promise<Reservation>;
  takeTurn(work: Work): void;
  running: RunningGenerations;
};

export const gatePort = port<Gate>("gate");

/** How things stand for several pieces of work at once, in their order; nothing where a workspace is gone. Sees all tenants. */
export type ReadStandings = (db: Db, of: readonly WorkIds[]) => Promise<(Standing | undefined)[]>;

export type WorkIds = { organizationId: string; workspaceId: string; userId: string };

/** The ways to models, and the way out. */
export type Providers = {
  sandbox: ModelProvider;
  openaiCompatible(server: { id: string; url: string; key?: string }): ModelProvider;
  fetch: Fetch;
};

export const providersPort = port<Providers>("providers");
