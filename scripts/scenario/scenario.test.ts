import { expect, test } from "vitest";
import { actOut, must, type Step } from "./scenario.ts";

const step = (title: string, isSo = true): Step<string[]> => ({
  title,
  run(stage) {
    stage.push(title);
    return Promise.resolve().then(() => {
      must(isSo, `${title} is not so`);
      return `${title} was seen`;
    });
  },
});

test("each step is told in a line of its own, with what was seen", async () => {
  const lines: string[] = [];
  const outcomes = await actOut([step("One"), step("Two")], [], (line) => void lines.push(line));
  expect(outcomes).toMatchObject([
    { number: 1, ok: true, seen: "One was seen" },
    { number: 2, ok: true },
  ]);
  expect(lines).toEqual([expect.stringMatching(/^✓ {2}1 One .* s {2}One was seen$/), expect.stringContaining("Two")]);
});

test("what stands on a step that went wrong is not tried, and nothing of it counts as done", async () => {
  const stage: string[] = [];
  const outcomes = await actOut([step("One"), step("Two", false), step("Three")], stage, () => undefined);
  expect(stage).toEqual(["One", "Two"]);
  expect(outcomes.map(({ ok, seen }) => [ok, seen])).toEqual([
    [true, "One was seen"],
    [false, "Two is not so"],
  ]);
});
