import { throwUncaught, startEmbedded } from "./embedded/start-embedded.ts";
import type { Settings } from "./settings.ts";

export type ReachedDatabase = {
  /** As the owner, who may create roles and tables. */
  ownerUrl: string;
  /** As requests and workers reach it. */
  serverUrl: string;
  /** Lets go of it; the embedded one stops with its last user. */
  stop(): Promise<void>;
};

/** The deployment's database: the one in DATABASE_URL, else the embedded one, brought up or joined where it runs. */
export async function reachDatabase(
  settings: Pick<Settings, "databaseUrl" | "ownerUrl" | "dataFolder">,
): Promise<ReachedDatabase> {
  const { databaseUrl, ownerUrl, dataFolder } = settings;
  if (databaseUrl) return { ownerUrl: ownerUrl ?? databaseUrl, serverUrl: databaseUrl, stop: async () => undefined };
  const embedded = await startEmbedded({ dataDir: dataFolder, whenLost: throwUncaught });
  return { ownerUrl: embedded.url, serverUrl: embedded.url, stop: () => embedded.stop() };
}
