import type { VisitorObject } from "oxc-parser";
import type { Problem } from "./problem.ts";
import { isTest, readSources, type SourceFile } from "./source/list-files.ts";
import { parseSource, visit, type ParsedSource } from "./source/parse-source.ts";

type Report = (offset: number, what: string, help: string) => void;
type Expression = {
  type: string;
  name?: unknown;
  computed?: boolean;
  object?: unknown;
  property?: unknown;
  callee?: unknown;
};

const declaresTests = new Set(["test", "it", "describe", "suite", "bench"]);
const switchesOff = new Set(["only", "skip", "todo", "skipIf", "runIf", "fails", "fail", "failing", "fixme"]);
const oldSwitches = new Set(["xit", "xtest", "xdescribe", "fit", "fdescribe", "ftest"]);
const replacesModules = new Set(["mock", "doMock"]);

/** Every test runs and can fail; nothing, in tests or elsewhere, swallows an error unseen. */
export function checkTests(root: string): Problem[] {
  return readSources(root).flatMap(checkFile);
}

function checkFile(file: SourceFile): Problem[] {
  const source = parseSource(file);
  const problems: Problem[] = [];
  const report: Report = (offset, what, help) =>
    problems.push({ file: file.path, line: source.lineAt(offset), what, help });
  visit(source, seeSwallowedErrors(report, linesWithReason(source)));
  if (isTest(file.path)) visit(source, seeDishonestTests(report));
  return problems;
}

/** Lines that carry a comment of a few words. */
function linesWithReason({ comments, lineAt }: ParsedSource): (offset: number) => boolean {
  const explained = new Set(
    comments.filter(({ value }) => value.trim().split(/\s+/).length >= 3).map(({ start }) => lineAt(start)),
  );
  return (offset) => explained.has(lineAt(offset));
}

function seeSwallowedErrors(report: Report, isExplained: (offset: number) => boolean): VisitorObject {
  const help =
    "Handle it, narrow it to the error you expect, or let it through; .catch(() => undefined) says why on its line.";
  return {
    CatchClause({ body, start }) {
      if (body.body.length === 0) report(start, "an empty catch", help);
    },
    CallExpression({ callee, arguments: [handler], start, end }) {
      if (nameOfCall(callee) !== "catch" || handler?.type !== "ArrowFunctionExpression") return;
      const { body } = handler;
      const isEmpty = body.type === "BlockStatement" ? body.body.length === 0 : isNothing(body) && !isExplained(end);
      if (isEmpty) report(start, "an empty catch", help);
    },
  };
}

function seeDishonestTests(report: Report): VisitorObject {
  return {
    MemberExpression(node) {
      const property = node.computed ? undefined : (node.property as { name?: string }).name;
      if (property && switchesOff.has(property) && declaresTests.has(rootOf(node) ?? "")) {
        report(node.start, `.${property} on a test`, "Every test runs, in every run. Fix it or remove it.");
      }
      if (property && replacesModules.has(property) && rootOf(node) === "vi") {
        report(node.start, `vi.${property}`, "No module mocks: pass the thing in, and fake only the network's edge.");
      }
    },
    CallExpression({ callee, arguments: given, start }) {
      const name = nameOfCall(callee);
      if (callee.type === "Identifier" && oldSwitches.has(callee.name)) {
        report(start, `${callee.name}()`, "Every test runs, in every run. Fix it or remove it.");
      }
      const [first] = given;
      if (callee.type === "Identifier" && name === "expect" && first && isConstant(first)) {
        report(start, "expects a constant", "This cannot fail. Expect something of the code under test.");
      }
    },
  };
}

function isConstant({ type }: { type: string }): boolean {
  return type === "Literal";
}

function isNothing(body: { type: string; name?: unknown; value?: unknown; operator?: unknown }): boolean {
  return (
    (body.type === "Identifier" && body.name === "undefined") ||
    (body.type === "Literal" && body.value === null) ||
    body.operator === "void"
  );
}

function nameOfCall(callee: Expression): string | undefined {
  if (callee.type === "Identifier") return String(callee.name);
  if (callee.type !== "MemberExpression" || callee.computed) return undefined;
  return String((callee.property as { name?: string }).name);
}

/** `test` of `test.describe.only(…)`. */
function rootOf(node: Expression): string | undefined {
  if (node.type === "Identifier") return String(node.name);
  const inner = (node.object ?? node.callee) as Expression | undefined;
  return inner ? rootOf(inner) : undefined;
}
