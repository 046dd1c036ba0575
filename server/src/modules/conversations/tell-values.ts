import type { ToldVariables } from "./tables.ts";

/** Values told anew. What an agent said as it handed over stays its word as long as any of it stands: nobody here wrote that. */
export function tellValues(old: ToldVariables | null, values: Record<string, string>): ToldVariables | null {
  const given = Object.entries(values);
  if (given.length === 0) return null;
  const isStill = old?.by_agent === true && given.some(([name, value]) => old.values[name] === value);
  return { values, ...(isStill && { by_agent: true as const }) };
}
