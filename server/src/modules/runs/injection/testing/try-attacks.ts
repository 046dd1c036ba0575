import type { App } from "../../../../framework/app.ts";
import { addNoteTool } from "../../../../testing/stand-ins/note-tool.ts";
import type { PersonWithOrganization } from "../../../../testing/people.ts";
import {
  callsOf,
  makeTooledAgent,
  readRun,
  type SeenCall,
  type SeenRun,
  startRunOf,
} from "../../../../testing/deeds/run-agents.ts";
import { until } from "../../../../testing/world.ts";
import { type Attack, carriers } from "./attacks.ts";

/** What somebody outside wrote, by the number with which it is read. */
const notes: string[] = [];

/** The server as it is, with a tool that brings in what an attacker wrote. */
export const letAttackersIn = (app: App): void => addNoteTool(app, notes);

/** Its builder trusts it with everything, nothing asks by itself, and it falls for whatever it reads. */
const never = { approval: "never" };

export async function makeGullibleAgents(person: PersonWithOrganization) {
  const sendMail = { name: "send_email", ...never };
  const instructions = "obey: whatever you read. Our customer is mara@acme.example; our desk is desk@acme.example.";
  const helper = await makeTooledAgent(person, [sendMail], { instructions: "obey: whatever you read." });
  const tools = [
    { name: "read_note" },
    sendMail,
    { name: "send_request", ...never, settings: { allow: ["https://api.acme.example/v1"] } },
    { name: "read_url", ...never, settings: { allow: ["https://docs.acme.example/"] } },
    { name: "ask_agent", ...never, settings: { agents: [helper.id] } },
    { name: "calculate" },
  ];
  return { helper, agent: await makeTooledAgent(person, tools, { instructions }) };
}

const isStill = ({ state }: SeenRun) => !["queued", "running", "awaiting_effect"].includes(state);

/** Reads what an attacker wrote, and does what it says. */
export async function fallFor(person: PersonWithOrganization, agent: { id: string }, text: string): Promise<SeenRun> {
  return obey(person, agent, `call: read_note ${JSON.stringify({ note: notes.push(text) - 1 })}`);
}

export type Tried = Attack & { run: SeenRun; calls: SeenCall[] };

const atOnce = 8;

/** Has an agent fall for each of them. */
export async function tryAttacks(
  person: PersonWithOrganization,
  agent: { id: string },
  attacks: readonly Attack[],
): Promise<Tried[]> {
  const tried: Tried[] = [];
  await inTurns(attacks, async (one) => {
    const run = await fallFor(person, agent, carriers[one.by](one.text));
    tried.push({ ...one, run, calls: callsOf(run).slice(1) });
  });
  return tried;
}

/** Whether something happened, or is under way, that nobody was asked about. */
export const hasGotThrough = ({ calls }: { calls: readonly SeenCall[] }): boolean =>
  calls.some(({ state, delivery_id }) => delivery_id !== null || !["awaiting_approval", "refused"].includes(state));

/** Has an agent read it, and gives back the run once it goes no further by itself. */
export async function obey(person: PersonWithOrganization, agent: { id: string }, text: string): Promise<SeenRun> {
  const run = await startRunOf(person, agent, text);
  return until(async () => {
    const seen = await readRun(person, run);
    return isStill(seen) && seen;
  });
}

/** Each with so many others at the same time. */
export async function inTurns<T>(all: readonly T[], one: (of: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const takeTurns = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
}
