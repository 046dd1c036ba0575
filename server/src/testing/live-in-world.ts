import { reachOriginPort } from "../egress/outward/reach-origin.ts";
import { sealLogs } from "../privacy/audit/seal-log.ts";
import { signUp, succeeded, withOrganization } from "./people.ts";
import { openWorld, type World } from "./world.ts";

/** A world that two people live in, each with an organization: so that there is something to look at. */
export async function livedIn(): Promise<World> {
  const world = await openWorld();
  // It listens nowhere: its own address leads into the process.
  const ask = (path: string, headers: Record<string, string> = {}) => world.request(path, { headers });
  (world.app.ports as Map<string, unknown>).set(reachOriginPort.name, {
    ask,
    shakesHands: () => Promise.resolve(false),
  });
  const ada = await withOrganization(await signUp(world, "Ada"));
  await withOrganization(await signUp(world, "Bob"));
  const key = { name: "A key", scopes: ["agents.read"] };
  await succeeded(await ada.request("/api/v1/api-keys", { method: "POST", json: key }));
  await haveBackup(world);
  await sealLogs(world.app);
  return world;
}

/** As if last night's backup had been taken and restored in a drill. */
async function haveBackup({ app, owner }: World): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query("set role avow_system");
    await client.query(
      `insert into backups (id, state, asked_at, ended_at, drill_state, drilled_at) values ($1, 'taken', $2, $2, 'passed', $2)`,
      ["bak_00000000000000000000000000", app.clock.now()],
    );
  } finally {
    await client.query("reset role");
    client.release();
  }
}
