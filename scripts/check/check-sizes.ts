import type { Problem } from "./problem.ts";
import { readSources } from "./source/list-files.ts";

const frameworkLinesMax = 200;
const linesMax = 400;
const saysWhy = /^(?:#!.*\n)?\/[/*].*\blong\b.*\bbecause\b/i;

/** A framework file stays readable at one sitting, without exception. Any other long file says why it is long. */
export function checkSizes(root: string): Problem[] {
  return readSources(root).flatMap(({ path, text }) => {
    const lines = text.trimEnd().split("\n").length;
    const isFramework = path.startsWith("server/src/framework/") && !path.includes(".test");
    if (isFramework && lines > frameworkLinesMax) {
      return [
        {
          file: path,
          what: `has ${lines} lines, more than ${frameworkLinesMax}`,
          help: "Split it at a seam a reader would name.",
        },
      ];
    }
    if (lines <= linesMax || saysWhy.test(text)) return [];
    const help = "Split it, or let its first line say why not: // Long because …";
    return [{ file: path, what: `has ${lines} lines, more than ${linesMax}`, help }];
  });
}
