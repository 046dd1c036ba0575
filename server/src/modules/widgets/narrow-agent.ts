import type { Work } from "../../framework/context.ts";
import type { AgentInUse } from "../agents/public.ts";
import { ifThere } from "../conversations/public.ts";
import { listBuiltIn } from "../tools/public.ts";
import { findWidget } from "./find-widget.ts";

/** Of what is built in, what visitors never have: other agents have tools of their own. */
const neverBuiltIn: ReadonlySet<string> = new Set(["ask_agent", "hand_off"]);

/** Looks things up in what the agent was given to answer from. */
const knowledge = "search_knowledge";

/**
 * The agent as visitors of a widget have it: of its tools those that only compute or search its knowledge, and what the
 * widget's owner allowed of the others. Nothing of a connected account, no other server's tools, no skills, and no memory: that is
 * of the person with whose rights it answers.
 * @returns nothing where the widget is gone or off, or the agent is not published
 */
export async function narrowAgent(work: Work, widgetId: string, agent: AgentInUse): Promise<AgentInUse | undefined> {
  const widget = await ifThere(findWidget(work, widgetId));
  if (!widget?.enabled || agent.number === null) return undefined;
  const allowed = new Set(widget.settings.tools);
  const builtIn = await listBuiltIn.list(work, { userId: work.scope.userId ?? "", agentId: agent.id, config: agent });
  const may = new Set(
    builtIn.flatMap(({ name, effect }) =>
      !neverBuiltIn.has(name) && (effect === "none" || allowed.has(name)) ? [name] : [],
    ),
  );
  const tools = agent.settings.tools.filter(({ name }) => may.has(name) || name === knowledge);
  // A skill brings tools of its own once a run begins.
  const { memory: _, skills: __, ...settings } = agent.settings;
  return { ...agent, settings: { ...settings, tools } };
}
