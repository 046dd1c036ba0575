import type { OutwardFetch } from "../egress/outward/outward.ts";
import { fill } from "../framework/ports.ts";
import { speakMcp } from "../integrations/mcp/speak-mcp.ts";
import { evaluationPort, recallPort, skillsPort, startingPointsPort } from "../modules/agents/public.ts";
import { listFileTools } from "../modules/attachments/public.ts";
import { listConnectorTools } from "../modules/connections/public.ts";
import { movedAlongPort } from "../modules/contacts/public.ts";
import { showRun, visitorsPort } from "../modules/conversations/public.ts";
import { hasPassed } from "../modules/evaluations/public.ts";
import { listKnowledgeTools } from "../modules/knowledge/public.ts";
import { listMcpTools, mcpPort } from "../modules/mcp-servers/public.ts";
import { agentMemory, listMemoryTools } from "../modules/memory/public.ts";
import { keepAnswer, readCall, runSurfacePort, wakeCall } from "../modules/runs/public.ts";
import { agentSkills, listSkillTools } from "../modules/skills/public.ts";
import { keepStartingPoints } from "../modules/starting-points/public.ts";
import { callsPort, listBuiltIn, toolFetchPort, toolSourcesPort } from "../modules/tools/public.ts";
import { moveVisitors, narrowAgent } from "../modules/widgets/public.ts";

/** Agents' tools, the way out for them, and how what they write finds its run again. */
export function fillTools(fetch: OutwardFetch) {
  return [
    fill(toolSourcesPort, [
      listBuiltIn,
      listConnectorTools,
      listMcpTools,
      listKnowledgeTools,
      listMemoryTools,
      listFileTools,
      listSkillTools,
    ]),
    fill(toolFetchPort, fetch),
    fill(callsPort, { read: readCall, keepAnswer, wake: wakeCall }),
    fill(runSurfacePort, showRun),
    fill(visitorsPort, { narrow: narrowAgent }),
    fill(movedAlongPort, moveVisitors),
    fill(evaluationPort, hasPassed),
    fill(mcpPort, { servers: speakMcp, fetch }),
    fill(recallPort, agentMemory),
    fill(skillsPort, agentSkills),
    fill(startingPointsPort, keepStartingPoints),
  ];
}
