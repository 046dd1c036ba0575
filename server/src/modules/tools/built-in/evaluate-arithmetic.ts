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

/** What an expression comes to, as it is shown; or nothing, where it is none that can be worked out. */
export function evaluateArithmetic(expression: string): string | undefined {
  const result = evaluate(expression);
  return typeof result === "number" ? math.format(result, { precision: 14 }) : undefined;
}

/** Whatever the parser does not like is no number. */
function evaluate(expression: string): unknown {
  try {
    return math.evaluate(expression, {});
  } catch (error) {
    return error;
  }
}
