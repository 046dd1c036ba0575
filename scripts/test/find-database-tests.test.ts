import { expect, test } from "vitest";
import { withTree } from "../check/fixture-tree.ts";
import { findDatabaseTests } from "./find-database-tests.ts";

test("the tests that import the server's testing folder are found, wherever they are", async () => {
  const files = {
    "server/src/modules/agents/create-agent.test.ts": 'import { openWorld } from "../../testing/world.ts";',
    "server/src/framework/tenant.test.ts": 'import type { World } from "../testing/world.ts";',
    "server/src/testing/world.test.ts": 'import { openWorld } from "./world.ts";',
    "server/src/framework/ids.test.ts": 'import { makeId } from "./ids.ts";',
    "web/src/a.test.ts": 'import { openWorld } from "../testing/world.ts";',
  };
  expect(await withTree(files, findDatabaseTests)).toEqual([
    "server/src/framework/tenant.test.ts",
    "server/src/modules/agents/create-agent.test.ts",
    "server/src/testing/world.test.ts",
  ]);
});
