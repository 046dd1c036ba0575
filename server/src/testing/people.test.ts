import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp } from "./people.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("people sign up, one after the other and at once, and are who they are", async () => {
  const ada = await signUp(world, "Ada");
  const others = await Promise.all([signUp(world, "Bob"), signUp(world, "Cleo")]);
  for (const person of [ada, ...others]) {
    const answer = await person.request("/api/v1/me");
    expect(await answer.json()).toMatchObject({
      user: { id: person.userId, name: person.name },
      operator: person === ada,
    });
  }
});
