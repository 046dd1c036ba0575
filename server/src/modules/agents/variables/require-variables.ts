import * as z from "zod";
import { Refusal } from "../../../framework/errors.ts";
import { agentErrors } from "../errors.ts";
import type { AgentSettings } from "../tell-instructions.ts";

/** Values as somebody gives them. */
export const givenVariables = z.record(z.string().max(40), z.string().max(2000));

type Variable = AgentSettings["variables"][number];

const numberForm = /^-?\d{1,15}(?:\.\d{1,15})?$/;

/**
 * Whether a run of this agent has all that its instructions want to know, each of its kind.
 * @throws Refusal `agents.variable_missing`, `agents.variable_wrong`
 */
export function requireVariables({ variables }: AgentSettings, given: Readonly<Record<string, string>>): void {
  for (const variable of variables) {
    const { name, type, required } = variable;
    const value = Object.hasOwn(given, name) ? given[name]! : undefined;
    if (required && (value === undefined || value.trim() === ""))
      throw agentErrors.variable_missing({ variable: name });
    if (value !== undefined && !isOf(variable, value)) throw agentErrors.variable_wrong({ variable: name, type });
  }
}

function isOf({ type, choices = [] }: Variable, value: string): boolean {
  if (type === "number") return numberForm.test(value);
  if (type === "yes_no") return value === "yes" || value === "no";
  return type !== "choice" || choices.includes(value);
}

/** The same as a value: what an agent that another asks has to know and was not told. */
export function findVariableLack(
  settings: AgentSettings,
  given: Readonly<Record<string, string>> = {},
): Refusal | undefined {
  try {
    requireVariables(settings, given);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
