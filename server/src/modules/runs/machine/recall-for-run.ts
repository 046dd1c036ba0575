import { recallPort, type Recalled } from "../../agents/public.ts";
import type { RunTrigger } from "../tables.ts";
import type { HeldRun } from "./hold-run.ts";

/** Begun by its person, in their own words: whatever else began it is told nothing of them. */
const byPerson: ReadonlySet<RunTrigger> = new Set(["chat", "api", "v1", "test", "schedule"]);

const known = new WeakMap<HeldRun, Promise<Recalled | undefined>>();

/** What the agent remembers of its person, the same in every step. It is kept nowhere: what is forgotten meanwhile is gone. */
export function recallForRun(held: HeldRun): Promise<Recalled | undefined> {
  const { run, ctx, signal } = held;
  if (!byPerson.has(run.trigger)) return Promise.resolve(undefined);
  const said = run.input.messages.findLast(({ role }) => role === "user")?.content ?? "";
  const turn = { agentId: run.agent_id, settings: run.config.settings, contactId: run.contact_id, said, signal };
  const recalled = known.get(held) ?? ctx.port(recallPort).recall(ctx, turn);
  known.set(held, recalled);
  return recalled;
}
