import { expect, test } from "vitest";
import { askTogether } from "./ask-together.ts";

/** Statements that are answered when the test says so: each question by itself, in capitals. */
function openStatements() {
  const statements: { questions: readonly string[]; answer(): void; fail(error: Error): void }[] = [];
  const ask = askTogether<string, string>(
    (questions) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve(questions.map((q) => (q === "nobody" ? undefined : q.toUpperCase())));
        statements.push({ questions, answer, fail: reject });
      }),
  );
  return { ask, statements };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("questions of one turn are one statement, and each gets its own answer or none", async () => {
  const { ask, statements } = openStatements();
  const asked = [ask("ada"), ask("nobody"), ask("bob")];
  await turn();
  expect(statements.map(({ questions }) => questions)).toEqual([["ada", "nobody", "bob"]]);
  statements[0]!.answer();
  expect(await Promise.all(asked)).toEqual(["ADA", undefined, "BOB"]);
});

test("what is asked while a statement is under way is answered by one that begins later", async () => {
  const { ask, statements } = openStatements();
  const first = ask("ada");
  await turn();
  const second = [ask("ada"), ask("bob")];
  await turn();
  expect(statements).toHaveLength(1);
  statements[0]!.answer();
  expect(await first).toBe("ADA");
  await turn();
  expect(statements[1]!.questions).toEqual(["ada", "bob"]);
  statements[1]!.answer();
  expect(await Promise.all(second)).toEqual(["ADA", "BOB"]);
});

test("a statement that hangs holds nobody else up", async () => {
  const { ask, statements } = openStatements();
  const hanging = ask("ada");
  await turn();
  const second = ask("bob");
  await new Promise((resolve) => setTimeout(resolve, 100));
  statements[1]!.answer();
  expect(await second).toBe("BOB");
  statements[0]!.answer();
  expect(await hanging).toBe("ADA");
});

test("a statement that fails fails its own questions, and the next is asked", async () => {
  const { ask, statements } = openStatements();
  const first = ask("ada");
  await turn();
  const second = ask("bob");
  statements[0]!.fail(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await turn();
  statements[1]!.answer();
  expect(await second).toBe("BOB");
});

test("a flood goes in several statements", async () => {
  const { ask, statements } = openStatements();
  const asked = Array.from({ length: 250 }, (_, n) => ask(`q${n}`));
  for (let n = 0; n < 3; n++) {
    await turn();
    statements[n]!.answer();
    await turn();
  }
  expect(statements.map(({ questions }) => questions.length)).toEqual([100, 100, 50]);
  expect((await Promise.all(asked)).at(-1)).toBe("Q249");
});
