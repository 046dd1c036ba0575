import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { AgentConfig } from "./tell-instructions.ts";

/** Whether an agent, exactly as it is, passed all it is tried on, as it is now. Nothing where it is tried on nothing. */
export type HasPassed = (work: Work, agentId: string, config: AgentConfig) => Promise<boolean | undefined>;

export const evaluationPort = port<HasPassed>("agents.evaluation");
