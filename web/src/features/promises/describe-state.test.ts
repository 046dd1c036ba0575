import { expect, test } from "vitest";
import { states } from "./describe-state.ts";

test("nothing but what was seen to be kept is shown in green", () => {
  const green = Object.entries(states).filter(([, { tone }]) => tone === "good");
  expect(green.map(([state]) => state)).toEqual(["kept"]);
  expect(states.broken.tone).toBe("bad");
  expect(states.unknown.tone).toBe("off");
});
