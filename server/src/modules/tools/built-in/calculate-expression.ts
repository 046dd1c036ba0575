import {
  absDependencies,
  addDependencies,
  ceilDependencies,
  create,
  divideDependencies,
  evaluateDependencies,
  expDependencies,
  type FactoryFunctionMap,
  floorDependencies,
  formatDependencies,
  log10Dependencies,
  logDependencies,
  maxDependencies,
  minDependencies,
  modDependencies,
  multiplyDependencies,
  powDependencies,
  roundDependencies,
  sqrtDependencies,
  subtractDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
} from "mathjs/number";
import * as z from "zod";
import { declareTool, type ToolOutcome } from "../declare-tool.ts";

/** Numbers and these functions: nothing that makes lists, loops, imports or text. */
const functions = {
  evaluateDependencies,
  addDependencies,
  subtractDependencies,
  multiplyDependencies,
  divideDependencies,
  powDependencies,
  modDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
  absDependencies,
  roundDependencies,
  floorDependencies,
  ceilDependencies,
  sqrtDependencies,
  expDependencies,
  logDependencies,
  log10Dependencies,
  minDependencies,
  maxDependencies,
  formatDependencies,
};
const math = create(functions as FactoryFunctionMap);

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
  run: (_work, _call, { expression }) => Promise.resolve(calculate(expression)),
});

function calculate(expression: string): ToolOutcome {
  const result = evaluate(expression);
  if (typeof result === "number") return { state: "answered", output: math.format(result, { precision: 14 }) };
  return {
    state: "failed",
    code: "tools.not_calculable",
    sentence: "This is no expression that can be worked out.",
  };
}

/** Whatever the parser does not like is no number. */
function evaluate(expression: string): unknown {
  try {
    return math.evaluate(expression, {});
  } catch (error) {
    return error;
  }
}
