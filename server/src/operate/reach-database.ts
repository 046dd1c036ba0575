import { Refusal } from "../framework/errors.ts";
import { embeddedErrors } from "./embedded/errors.ts";
import { type EmbeddedDatabase, startEmbedded, throwUncaught } from "./embedded/start-embedded.ts";
import type { Settings } from "./settings.ts";

export type ReachedDatabase = {
  /** As the owner, who may create roles and tables. */
  ownerUrl: string;
  /** As requests and workers reach it. */
  serverUrl: string;
  /** Lets go of it; the embedded one stops with its last user. */
  stop(): Promise<void>;
};

/**
 * The deployment's database: the one in DATABASE_URL, else the embedded one, brought up or joined where it runs.
 * @param upgrade what to do about an embedded one of another major version before trying again; it is refused without
 */
export async function reachDatabase(
  settings: Pick<Settings, "databaseUrl" | "ownerUrl" | "dataFolder">,
  upgrade?: () => Promise<void>,
): Promise<ReachedDatabase> {
  const { databaseUrl, ownerUrl, dataFolder } = settings;
  if (databaseUrl) return { ownerUrl: ownerUrl ?? databaseUrl, serverUrl: databaseUrl, stop: async () => undefined };
  const embedded = await holdEmbedded(dataFolder, upgrade);
  return { ownerUrl: embedded.url, serverUrl: embedded.url, stop: () => embedded.stop() };
}

async function holdEmbedded(dataDir: string, upgrade: (() => Promise<void>) | undefined): Promise<EmbeddedDatabase> {
  const hold = () => startEmbedded({ dataDir, whenLost: throwUncaught });
  return hold().catch(async (error: unknown) => {
    const isOfAnotherMajor = error instanceof Refusal && error.code === embeddedErrors.cluster_of_another_major.code;
    if (!isOfAnotherMajor || !upgrade) throw error;
    await upgrade();
    return hold();
  });
}
