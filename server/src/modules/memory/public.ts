import type { AgentMemory } from "../agents/public.ts";
import { heedRequest } from "./recall/heed-request.ts";
import { recallMemories } from "./recall/recall-memories.ts";

export { listMemoryTools } from "./list-memory-tools.ts";

export const agentMemory: AgentMemory = { heed: heedRequest, recall: recallMemories };
