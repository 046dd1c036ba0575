import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../../testing/world.ts";
import { minuteMs } from "../clock.ts";
import { localLimiter, takeSharedLimit } from "./rate-limit.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const limit = { perMinute: 6, burst: 3 };
const [hammered, other] = [Buffer.from("hammered"), Buffer.from("other")];
const take = (bucket: Buffer) => takeSharedLimit(world.app.database, bucket, limit, world.clock.now());

test("a bucket in the database gives exactly its burst, however many ask at once, and another's is untouched", async () => {
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => take(hammered)));
  expect(asked.filter((a) => a.status === "fulfilled")).toHaveLength(3);
  await expect(take(hammered)).rejects.toMatchObject({ code: "request.too_many", retryAfterSeconds: 10 });
  await expect(take(other)).resolves.toMatchObject({ remaining: 2 });
});

test("whoever keeps hammering is let through as soon as whoever waits", async () => {
  const bucket = Buffer.from("impatient");
  for (let i = 0; i < 3; i++) await take(bucket);
  for (let second = 0; second < 9; second++) {
    world.clock.advance(1000);
    await expect(take(bucket)).rejects.toMatchObject({ code: "request.too_many" });
  }
  world.clock.advance(1000);
  await expect(take(bucket)).resolves.toMatchObject({ remaining: 0 });
});

test("a bucket in the process refills with time and never above its burst", () => {
  const takeLocal = localLimiter();
  for (let i = 0; i < 3; i++) takeLocal("a", limit, world.clock.now());
  expect(() => takeLocal("a", limit, world.clock.now())).toThrow("request.too_many");
  world.clock.advance(60 * minuteMs);
  for (let i = 0; i < 3; i++) takeLocal("a", limit, world.clock.now());
  expect(() => takeLocal("a", limit, world.clock.now())).toThrow("request.too_many");
});
