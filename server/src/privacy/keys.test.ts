import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../framework/ids.ts";
import { inScope, proveScope } from "../framework/database/tenant.ts";
import { openWorld, type World } from "../testing/world.ts";
import { forgetKeysPort } from "./keys.ts";
import { filledPort } from "../framework/ports.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Makes keys in a transaction, lets `happen` before it ends, and asks for them. */
function make(happen: (id: string) => void): Promise<unknown> {
  const { app, clock } = world;
  const id = newId("usr", clock.now());
  const subject = { kind: "user", id } as const;
  return inScope(app.database, proveScope({ userId: id }), async (db) => {
    await db.query("select set_config('app.user_id', $1, true)", [id]);
    await app.keys.create(db, subject);
    happen(id);
    return app.keys.of(subject, "account");
  });
}

test("a transaction that outlasts what is remembered, or a lost connection for signals, still seals with the keys it made", async () => {
  await expect(make(() => filledPort(world.app.ports, forgetKeysPort)(""))).resolves.toBeDefined();
  await expect(make(() => world.clock.advance(20_000))).resolves.toBeDefined();
});

test("keys that were destroyed are nobody's, however new they were", async () => {
  const destroyed = make((id) => filledPort(world.app.ports, forgetKeysPort)(id));
  await expect(destroyed).rejects.toMatchObject({ code: "request.not_found" });
});
