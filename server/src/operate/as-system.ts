import type pg from "pg";
import { systemRole } from "../framework/database/emit-ddl.ts";
import { connectAsOwner } from "./schema/migrate.ts";
import { reachDatabase } from "./reach-database.ts";
import type { Settings } from "./settings.ts";

/** Works on the deployment's database as the role that is shown all rows, and lets go of it. */
export async function asSystem<T>(settings: Settings, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asOwner(settings, async (client) => {
    await client.query(`set role ${systemRole}`);
    return work(client);
  });
}

export async function asOwner<T>(
  settings: Settings,
  work: (client: pg.Client, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const { ownerUrl, stop } = await reachDatabase(settings);
  try {
    const client = await connectAsOwner(ownerUrl);
    try {
      return await work(client, ownerUrl);
    } finally {
      await client.end();
    }
  } finally {
    await stop();
  }
}
