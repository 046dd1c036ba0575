import { expect, test } from "vitest";
import { describeAgent } from "./describe-agent.ts";

const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36";

test("a browser that also names its ancestors is called by its own name", () => {
  expect(describeAgent(chrome)).toBe("Chrome on Linux");
  expect(describeAgent(`${chrome} Edg/156.0`)).toBe("Edge on Linux");
});

test("anything else is shown as it named itself, and nothing as unknown", () => {
  expect(describeAgent("curl/8.9")).toBe("curl/8.9");
  expect(describeAgent(null)).toBe("Unknown device");
});
