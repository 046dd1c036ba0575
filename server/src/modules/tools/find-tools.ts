import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import { openSkillName, type ToolChoice } from "../agents/public.ts";
import type { Asker, Tool, ToolSource } from "./declare-tool.ts";

export const toolSourcesPort = port<readonly ToolSource[]>("tools.sources");

/** A tool with what the agent says of it. */
export type OfferedTool = {
  tool: Tool;
  choice: ToolChoice;
  settings: unknown;
  /** Its settings are not usable: it can be asked for on trial, and is not used. */
  isNotSetUp?: true;
};

/** What an agent may use in a run for this person: what its builder chose, as far as it is there for them and set up. */
export async function findTools(work: Work, asker: Asker): Promise<Map<string, OfferedTool>> {
  const offered = new Map<string, OfferedTool>();
  const chosen = [...asker.config.settings.tools, ...comesWith(asker)];
  if (chosen.length === 0) return offered;
  const lists = await Promise.all(work.port(toolSourcesPort).map((source) => source.list(work, asker)));
  const there = new Map(lists.flat().map((tool) => [tool.name, tool]));
  for (const choice of chosen) {
    const tool = there.get(choice.name);
    const settings = tool && readSettings(tool, choice);
    if (tool && settings) offered.set(choice.name, { tool, choice, settings: settings.value });
    else if (tool && asker.isTrial) offered.set(choice.name, { tool, choice, settings: undefined, isNotSetUp: true });
  }
  return offered;
}

/** Whoever has skills can open them. */
const comesWith = ({ config }: Asker): ToolChoice[] =>
  config.skills?.length ? [{ name: openSkillName, approval: "never", when_untrusted: "narrow", settings: {} }] : [];

/** Nothing where the tool could not be used as it is set up: it is then not offered at all. */
function readSettings(tool: Tool, { settings }: ToolChoice): { value: unknown } | undefined {
  try {
    return { value: tool.readSettings?.(settings) };
  } catch {
    return undefined;
  }
}
