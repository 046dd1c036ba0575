import { type Person, type PersonWithOrganization, signUp, withOrganization } from "./people.ts";
import { readAnswer } from "./read-answer.ts";
import { openWorld, type World } from "./world.ts";

/** So much that a test which asks everything of everybody is never told to wait. */
const plenty = { perMinute: 1_000_000, burst: 1_000_000 };

export type TwoTenants = {
  world: World;
  /** Operator of the deployment, owner of an organization. */
  ada: PersonWithOrganization;
  /** Owner of another one. */
  bob: PersonWithOrganization;
  /** Has an account, belongs nowhere. */
  visitor: Person;
};

/** A world with two organizations in which everything is switched on, and with limits that nobody reaches. */
export async function openTwoTenants(): Promise<TwoTenants> {
  const world = await openWorld({
    replace: () => ({ limits: { ordinary: plenty, expensive: plenty, credentials: plenty } }),
  });
  const ada = await withOrganization(await signUp(world, "Ada"));
  const bob = await withOrganization(await signUp(world, "Bob"));
  for (const owner of [ada, bob])
    await readAnswer(owner.request("/api/v1/organization", { method: "PATCH", json: { ai_enabled: true } }), 200);
  return { world, ada, bob, visitor: await signUp(world, "Vic") };
}
