import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { signUp } from "../../testing/people.ts";
import { beginRequest } from "../../privacy/testing/begin-request.ts";
import { until } from "../../testing/world.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

test("who had been told of a member is told of their erasure, in their organizations alone, and it is told once", async () => {
  const { world, ada, bob } = all;
  const mia = await joinOrganization(ada, await signUp(world, "Mia"), "editor");
  await beginRequest(world, { kind: "user", id: mia.userId });
  const told = "select organization_id, facts, person_id from events where type = 'member.erased'";
  const worker = await world.work();
  const isErased = async () => (await world.rows("select 1 from users where id = $1", [mia.userId])).length === 0;
  await until(async () => (world.clock.advance(50), await isErased()), 60_000);
  await until(
    async () => (await world.rows("select 1 from privacy_requests where user_id = $1", [mia.userId])).length === 0,
    60_000,
  );
  await until(async () => (await world.rows(told)).length > 0, 60_000);
  await worker.stop(0);
  expect(await world.rows(told)).toEqual([
    {
      organization_id: ada.organizationId,
      facts: { organization_id: ada.organizationId, user_id: mia.userId },
      person_id: null,
    },
  ]);
  expect(await world.rows("select 1 from events where person_id = $1", [mia.userId])).toEqual([]);
  expect(
    await world.rows("select 1 from events where type = 'member.erased' and organization_id = $1", [
      bob.organizationId,
    ]),
  ).toEqual([]);
});
