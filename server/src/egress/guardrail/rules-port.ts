import { port } from "../../framework/ports.ts";
import type { Scope } from "../../framework/database/tenant.ts";
import type { ClassId, Level } from "./classes.ts";
import type { Detector, Hit } from "./detector.ts";

/** What a workspace adds to the detectors that everyone has. */
export type OwnRules = {
  /** Its terms, topics and claims. */
  detectors: readonly Detector[];
  /** What each of its rules asks for, by the rule's id. */
  levels: ReadonlyMap<string, Level>;
  /** Whether somebody said that this is no such thing. */
  isExcepted(cls: ClassId, value: string): boolean;
  /** Names and handles of people who are known here, in each of these texts. */
  findKnown(scope: Scope, texts: readonly string[], signal?: AbortSignal): Promise<Hit[][]>;
};

export type GuardRules = { read(scope: Scope): Promise<OwnRules> };

export const guardRulesPort = port<GuardRules>("guard rules");

export const noOwnRules: OwnRules = {
  detectors: [],
  levels: new Map(),
  isExcepted: () => false,
  findKnown: async (_, texts) => texts.map(() => []),
};
