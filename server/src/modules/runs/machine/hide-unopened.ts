import { openSkillName } from "../../agents/public.ts";
import type { OfferedTool } from "../../tools/public.ts";
import type { CallRow, OpenRun } from "../find-run.ts";

/** What a skill brings is offered from the step on that follows its opening. */
export function hideUnopened(
  { config: { skills = [] } }: OpenRun,
  calls: readonly CallRow[],
  offered: ReadonlyMap<string, OfferedTool>,
): ReadonlyMap<string, OfferedTool> {
  if (skills.length === 0) return offered;
  const done = calls.filter(({ tool, state }) => tool === openSkillName && state === "done");
  const opened = new Set(done.map(({ input }) => (JSON.parse(input) as { skill: string }).skill));
  const shown = new Set(skills.flatMap(({ name, tools }) => (opened.has(name) ? tools : [])));
  const hidden = new Set(skills.flatMap(({ tools }) => tools).filter((name) => !shown.has(name)));
  return new Map([...offered].filter(([name]) => !hidden.has(name)));
}
