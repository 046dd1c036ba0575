import type { Deployment } from "../framework/context.ts";
import { type Person, type PersonWithOrganization, signUp, withOrganization } from "./people.ts";
import { readAnswer } from "./read-answer.ts";
import { openWorld, withoutLimits, type World } from "./world.ts";

export type TwoTenants = {
  world: World;
  /** Operator of the deployment, owner of an organization. */
  ada: PersonWithOrganization;
  /** Owner of another one. */
  bob: PersonWithOrganization;
  /** Has an account, belongs nowhere. */
  visitor: Person;
};

/** A world with two organizations in which everything is switched on, a worker works, and nobody reaches a limit. */
export async function openTwoTenants(deployment: Partial<Deployment> = {}): Promise<TwoTenants> {
  const world = await openWorld({ replace: withoutLimits, deployment });
  const ada = await withOrganization(await signUp(world, "Ada"));
  const bob = await withOrganization(await signUp(world, "Bob"));
  for (const owner of [ada, bob])
    await readAnswer(owner.request("/api/v1/organization", { method: "PATCH", json: { ai_enabled: true } }), 200);
  return { world, ada, bob, visitor: await signUp(world, "Vic") };
}
