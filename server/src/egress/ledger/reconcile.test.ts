import { expect, test } from "vitest";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until } from "../../testing/world.ts";
import { hourMs } from "../../framework/clock.ts";
import { reserve } from "./reserve.ts";
import { settle } from "./settle.ts";
import { openBooks } from "./testing/open-books.ts";

type Check = { ledger: string; calls: number; calls_off: number; sums_off: number; checked_at: string };

test("every call is compared with its entries, and a single micro-credit that differs is found", async () => {
  const world = await openWorld();
  const { owner, work, give } = await openBooks(world, "Ada");
  await give(1000);
  const id = work.newId("gen");
  await world.rows(
    `insert into generations (organization_id, workspace_id, id, user_id, artefact, state, provider, model, sandbox, prompt_hash, cost_micros, created_at)
     values ($1, $2, $3, $4, 'x', 'completed', 'x', 'x', false, 'x', 70, $5)`,
    [owner.organizationId, owner.workspaceId, id, owner.userId, world.clock.now()],
  );
  await settle(work, await reserve(work, { ledger: "real", operationKey: id, amount: 100 }), 70);
  await world.work();
  const check = async () => {
    const { checks } = await readAnswer<{ checks: Check[] }>(owner.request("/api/v1/wallet/reconciliation"), 200);
    return checks.find(({ ledger }) => ledger === "real");
  };
  await until(check);
  expect(await check()).toMatchObject({ calls: 1, calls_off: 0, sums_off: 0 });
  await world.rows("update generations set cost_micros = 71 where id = $1", [id]);
  await world.rows(
    "update ledger_grants set remaining = remaining - 1 where organization_id = $1 and ledger = 'real'",
    [owner.organizationId],
  );
  world.clock.advance(hourMs);
  await until(async () => (await check())?.calls_off === 1);
  expect(await check()).toMatchObject({ calls: 1, calls_off: 1, sums_off: 1 });
  await world.close();
});
