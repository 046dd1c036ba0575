import * as z from "zod";
import { declareTool, type ToolOutcome } from "../declare-tool.ts";

const input = z.strictObject({ expression: z.string().min(1).max(500).describe("Such as `(12.5 + 3) * 4 / 7`.") });

export const calculateExpression = declareTool<z.output<typeof input>>({
  name: "calculate",
  title: "Calculator",
  says: "can calculate",
  description:
    "Works out an arithmetic expression: + - * / ^ %, abs, round, floor, ceil, sqrt, exp, log, log10, min, max.",
  parameters: z.toJSONSchema(input),
  parse: (given) => input.parse(given),
  effect: "none",
  answers: "trusted",
  permission: "tools.use",
  approval: "never",
  run: (_work, _call, { expression }) => calculate(expression),
});

async function calculate(expression: string): Promise<ToolOutcome> {
  // Loaded when first needed: it is a sixth of all the files a process would read before it is ready.
  const { evaluateArithmetic } = await import("./evaluate-arithmetic.ts");
  const output = evaluateArithmetic(expression);
  if (output !== undefined) return { state: "answered", output };
  return {
    state: "failed",
    code: "tools.not_calculable",
    sentence: "This is no expression that can be worked out.",
  };
}
