import fs from "node:fs";
import { dirname } from "node:path";
import { acquireLease, type Lease } from "./supervisor/acquire-lease.ts";
import { type Credentials, ownerUrl, readCredentials, superuserUrl } from "./cluster/credentials.ts";
import { type EmbeddedFiles, embeddedFiles } from "./embedded-files.ts";
import { embeddedErrors } from "./errors.ts";
import type { Settings } from "./settings.ts";
import type { SupervisorPlan } from "./supervisor/supervisor-plan.ts";
import { giveToFolderOwner } from "./write-private.ts";

export type EmbeddedDatabase = {
  /** The database's owner: may create roles and databases, is no superuser. */
  url: string;
  /** For operators and tests that need more than the owner may. */
  superuserUrl: string;
  port: number;
  dataDir: string;
  /** Lets go of the database, and sees it stop if no other process of this folder holds it. */
  stop(): Promise<void>;
};

export type EmbeddedChoice = {
  dataDir: string;
  settings?: Settings;
  signal?: AbortSignal;
  /** Called when the database is gone for good for this process: it came back elsewhere, or not at all. */
  whenLost?(reason: Error): void;
};

/**
 * Brings up the database of a data folder, or joins it when another process of that folder has it running. It then
 * lives for as long as any of them does; a server that crashes comes back at the same address.
 *
 * @throws any of embeddedErrors, and the signal's reason
 */
export async function startEmbedded(choice: EmbeddedChoice): Promise<EmbeddedDatabase> {
  const { dataDir, settings = {}, signal, whenLost = throwUncaught } = choice;
  return holdDatabase({ dataDir, settings, isThrowAway: false, isDurable: true }, whenLost, signal);
}

export async function holdDatabase(
  plan: SupervisorPlan,
  whenLost: (reason: Error) => void,
  signal?: AbortSignal,
): Promise<EmbeddedDatabase> {
  const files = embeddedFiles(plan.dataDir);
  makeFolder(files);
  const first = await acquireLease(plan, signal);
  const held = keepLease(plan, first, whenLost);
  const credentials = readCredentials(files.credentials) as Credentials;
  return {
    url: ownerUrl(credentials, first.port),
    superuserUrl: superuserUrl(credentials, first.port),
    port: first.port,
    dataDir: files.dataDir,
    stop: () => held.release(),
  };
}

/** When the supervisor is killed its database goes too: the processes that hold it elect the next one. */
function keepLease(
  plan: SupervisorPlan,
  first: Lease,
  whenLost: (reason: Error) => void,
): { release(): Promise<void> } {
  let lease = first;
  const released = new AbortController();
  const keep = async () => {
    for (;;) {
      await lease.lost;
      if (released.signal.aborted) return;
      lease = await acquireLease(plan, released.signal);
      if (lease.port === first.port) continue;
      await lease.release();
      throw embeddedErrors.start_failed({ detail: "The database came back on another port.", port: lease.port });
    }
  };
  keep().catch((error: unknown) => {
    if (!released.signal.aborted) whenLost(error as Error);
  });
  return {
    async release() {
      released.abort();
      await lease.release();
    },
  };
}

function makeFolder({ dataDir, folder }: EmbeddedFiles): void {
  // Root's folders may be passed through: the database's account works inside one of them.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  try {
    for (const path of [dataDir, folder]) {
      if (fs.existsSync(path)) continue;
      fs.mkdirSync(path, { recursive: true, mode });
      if (fs.existsSync(dirname(path))) giveToFolderOwner(path);
    }
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw embeddedErrors.folder_unwritable({ folder, detail: (error as Error).message });
  }
}

/** For a process that can't go on without its database and has nothing to say about it. */
export function throwUncaught(reason: Error): void {
  queueMicrotask(() => {
    throw reason;
  });
}
