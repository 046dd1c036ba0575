import { expect, test } from "vitest";
import { runVerb } from "./cli.ts";

async function run(...words: string[]) {
  const lines: { out: string[]; error: string[] } = { out: [], error: [] };
  const io = { out: (line: string) => void lines.out.push(line), error: (line: string) => void lines.error.push(line) };
  return { code: await runVerb(words, io), ...lines };
}

test.each([[[]], [["help"]], [["--help"]]])("%j lists the verbs", async (words) => {
  const { code, out, error } = await run(...words);
  expect(code).toBe(0);
  expect(error).toEqual([]);
  for (const verb of ["start", "audit verify", "receipt verify", "database"]) {
    expect(out.some((line) => line.trimStart().startsWith(`${verb} `))).toBe(true);
  }
});

test.each([["audits"], ["audit"], ["constructor"]])(
  "%s is no verb: the answer lists those there are, on the error side",
  async (word) => {
    const { code, out, error } = await run(word);
    expect(code).toBe(2);
    expect(out).toEqual([]);
    expect(error[0]).toContain(`avow has no verb "${word}"`);
    expect(error.join("\n")).toContain("audit verify");
  },
);

test("a verb of two words gets the words after it", async () => {
  const { code, error } = await run("audit", "verify", "/nowhere/log.ndjson");
  expect(code).toBe(2);
  expect(error.join("\n")).toContain("/nowhere/log.ndjson");
});
