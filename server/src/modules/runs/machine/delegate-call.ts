import { doesKeyReach } from "../../api-keys/public.ts";
import { type AgentInUse, findAgentByName, findUseLack, findVariableLack, inUse } from "../../agents/public.ts";
import type { DelegatingTool } from "../../tools/public.ts";
import { type CallRow, ifThere, type OpenRun, readCalls } from "../find-run.ts";
import { insertRun } from "../insert-run.ts";
import type { Told } from "../tables.ts";
import { leaveCall, refuseCall } from "./end-call.ts";
import type { HeldRun } from "./hold-run.ts";
import { shareBudget } from "./share-budget.ts";

/** Agents that call agents that call agents … */
const depthMost = 4;

type Wanted = NonNullable<ReturnType<DelegatingTool["delegate"]>>;
type Delegating = { tool: DelegatingTool; wanted: Wanted | undefined; rule: string };

/**
 * Another agent does it, within what is left to this run; or goes on in this one's place, where the tool says so. @returns whether
 * anything changed
 */
export async function delegateCall(held: HeldRun, call: CallRow, { tool, wanted, rule }: Delegating): Promise<boolean> {
  const { ctx, run } = held;
  const refuse = (code: string, sentence: string) => refuseCall(held, call, code, sentence);
  if (run.depth >= depthMost) return refuse("runs.too_deep", "Agents have called each other too often.");
  const found = wanted && (await ifThere(findAgentByName(ctx, wanted.agent)));
  if (!wanted || !found) return refuse("agents.unknown", "There is no such agent to ask.");
  if (run.api_key_id !== null && !(await doesKeyReach(ctx, run.api_key_id, found.id)))
    return refuse("agents.not_for_key", "The API key that asked for this does not reach that agent.");
  const other = await inUse(ctx, found);
  const lacks = tool.takesOver
    ? await findUseLack(ctx, other, wanted.variables)
    : findVariableLack(other.settings, wanted.variables);
  if (lacks) return refuse(lacks.code, `${lacks.declared.title} ${aboutVariable(lacks.facts["variable"])}`.trim());
  const turn = tool.takesOver ? await findTurn(held, call, other) : undefined;
  if (turn) return refuse(turn.code, turn.sentence);
  const told = tool.takesOver ? handOver(run, wanted) : ask(wanted);
  await beginChild(held, call, { agent: answerFor(run, other, tool), told, rule });
  call.state = "awaiting_run";
  return false;
}

const aboutVariable = (name: unknown): string => (typeof name === "string" ? `It is about ${name}.` : "");

/** Nobody is handed over to who had it in this turn, and nobody but one. */
async function findTurn({ ctx, run }: HeldRun, call: CallRow, other: AgentInUse) {
  const had = [...(run.config.handed ?? []), run.agent_id];
  if (had.includes(other.id)) return { code: "runs.handed_back", sentence: "It had this conversation in this turn." };
  const calls = await readCalls(ctx, run, call.step_id);
  const isSecond = calls.some(
    ({ tool, place, state }) => tool === call.tool && place < call.place && state !== "refused",
  );
  return isSecond ? { code: "runs.handed_twice", sentence: "Only one agent can take over." } : undefined;
}

const withVariables = ({ variables }: Wanted) => (variables ? { variables } : {});
const ask = (wanted: Wanted): Told => ({
  messages: [{ role: "user", content: wanted.text }],
  ...withVariables(wanted),
});

/** All that was said, and last what the agent says to the one that takes over: words of a model, and so no instruction. */
function handOver({ input, config }: OpenRun, wanted: Wanted): Told {
  const note = { role: "user" as const, content: `Handed over by the agent “${config.name}”:\n${wanted.text}` };
  const { received } = input;
  return { messages: [...input.messages, note], ...withVariables(wanted), ...(received !== undefined && { received }) };
}

/** What it does is held to the rights of all who answer for those before it, too. */
function answerFor(
  { config, agent_id, answerable }: OpenRun,
  other: AgentInUse,
  { takesOver }: DelegatingTool,
): AgentInUse {
  const callers = [...(config.callers ?? []), ...(answerable === null ? [] : [answerable])];
  const handed = takesOver ? { handed: [...(config.handed ?? []), agent_id] } : {};
  return { ...other, callers, ...handed };
}

type Beginning = { agent: AgentInUse; told: Told; rule: string };

async function beginChild(held: HeldRun, call: CallRow, { agent, told, rule }: Beginning): Promise<void> {
  const { run } = held;
  await held.write(async (step) => {
    const childRunId = await insertRun(step, {
      agent,
      trigger: "agent",
      told,
      isUntrusted: run.untrusted,
      isRehearsal: run.rehearsal,
      contactId: run.contact_id,
      apiKeyId: run.api_key_id,
      parent: {
        callId: call.id,
        depth: run.depth,
        stepsLeft: Math.max(1, run.steps_max - run.steps),
        budgetMicros: await shareBudget(step, run, call),
        deadlineAt: run.deadline_at,
      },
    });
    await held.again(step, childRunId);
    await leaveCall(step, run, call, { state: "awaiting_run", verdict: rule, childRunId });
  });
}
