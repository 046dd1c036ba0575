import type { Clock } from "../framework/clock.ts";
import type { Deployment } from "../framework/context.ts";
import type { Keyring } from "../framework/keys/keyring.ts";
import type { Logger } from "../framework/log.ts";
import type { Signals } from "../framework/database/signals.ts";
import type { Database } from "../framework/database/tenant.ts";
import type { ReadPicture } from "../modules/attachments/public.ts";
import type { BackupTools } from "../modules/backups/public.ts";
import type { ParseDocument } from "../modules/knowledge/public.ts";
import type { EpochKeeping } from "../privacy/epochs/keep-epochs.ts";

/** What a process of Avow is made of, before its ports are filled. */
export type Surroundings = {
  database: Database;
  signals: Signals;
  clock: Clock;
  keyring: Keyring;
  log: Logger;
  deployment: Deployment;
  backups?: BackupTools;
  epochs?: EpochKeeping;
  /** Read documents and pictures in processes of their own. */
  parseDocument?: ParseDocument;
  readPicture?: ReadPicture;
};
