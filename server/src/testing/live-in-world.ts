import { signUp, withOrganization } from "./people.ts";
import { openWorld, type World } from "./world.ts";

/** A world that two people live in, each with an organization: so that there is something to look at. */
export async function livedIn(): Promise<World> {
  const world = await openWorld();
  await withOrganization(await signUp(world, "Ada"));
  await withOrganization(await signUp(world, "Bob"));
  return world;
}
