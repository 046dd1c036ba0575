import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { AgentSettings } from "./tell-instructions.ts";

/** A turn that is about to be answered, as far as remembering goes. */
export type RememberedTurn = {
  agentId: string;
  settings: Pick<AgentSettings, "memory">;
  contactId: string | null;
  /** What the person said last. */
  said: string;
  signal: AbortSignal;
};

/** What an agent is told besides its instructions, and whether something from outside is in it. */
export type Recalled = { instructions: string; isUntrusted: boolean };

/** What agents remember of people. */
export type AgentMemory = {
  /**
   * Does what a message asks to have forgotten, in the caller's transaction, before the turn is read.
   * @returns what the agent is told of that; nothing where the message is no such wish
   */
  heed(step: Work, turn: Pick<RememberedTurn, "agentId"> & { replyId: string }): Promise<string | undefined>;
  /** What is known that bears on the turn. Asks the gate for a vector: outside any transaction. */
  recall(work: Work, turn: RememberedTurn): Promise<Recalled | undefined>;
};

export const recallPort = port<AgentMemory>("agents.memory");
