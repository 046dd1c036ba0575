import { expect, test } from "vitest";
import { withTree } from "../check/fixture-tree.ts";
import { dependsOnVersion, findDatabaseTests } from "./find-database-tests.ts";

test("of what depends on PostgreSQL's version, the tests are found that import the server's testing folder", async () => {
  const files = {
    "server/src/every-table.test.ts": 'import { openWorld } from "./testing/world.ts";',
    "server/src/framework/database/tenant.test.ts": 'import type { World } from "../testing/world.ts";',
    "server/src/operate/schema/migrate.test.ts": 'import { openWorld } from "../../testing/world.ts";',
    "server/src/testing/world.test.ts": 'import { openWorld } from "./world.ts";',
    "server/src/framework/ids.test.ts": 'import { makeId } from "./ids.ts";',
    "server/src/modules/agents/create-agent.test.ts": 'import { openWorld } from "../../testing/world.ts";',
    "server/src/operate/stop.test.ts": 'import { openDeployment } from "../testing/processes/start-avow.ts";',
    "web/src/a.test.ts": 'import { openWorld } from "../testing/world.ts";',
  };
  expect(await withTree(files, findDatabaseTests)).toEqual([
    "server/src/every-table.test.ts",
    "server/src/framework/database/tenant.test.ts",
    "server/src/operate/schema/migrate.test.ts",
    "server/src/testing/world.test.ts",
  ]);
});

test("every place that depends on the version has such tests, and so have the suites that ask all modules", () => {
  const found = findDatabaseTests(process.cwd());
  for (const place of dependsOnVersion)
    expect(
      found.some((path) => place.test(path)),
      String(place),
    ).toBe(true);
  for (const suite of ["endpoint", "permission", "table", "delivery", "support"])
    expect(found).toContain(`server/src/every-${suite}.test.ts`);
});
