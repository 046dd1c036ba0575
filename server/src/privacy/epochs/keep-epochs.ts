import type { Work } from "../../framework/context.ts";
import type { EpochStore } from "../../framework/keys/epoch-store.ts";
import { port } from "../../framework/ports.ts";
import type { AmountOf } from "../parameters.ts";
import type { Db } from "../../framework/database/tenant.ts";

/** What this process can do about epochs. Nothing where it only looks, as in most tests. */
export type EpochKeeping = {
  /** Where keys of new epochs are made, and then everywhere else that one may lie. */
  stores: readonly [EpochStore, ...EpochStore[]];
  /** Replaces the copy of the wrapped keys beside the keyring: it must be under the new epoch before the old one ends. */
  copyKeys(): Promise<void>;
};

export const epochKeepingPort = port<EpochKeeping | undefined>("privacy.epochs");

/** Says that there are other epoch keys than before: every process reads them anew. */
export const epochsChannel = "avow_epochs";

export const tellProcesses = (db: Db) => db.query("select pg_notify($1, '')", [epochsChannel]);

/** A change of epochs under way. */
export type Change = Pick<Work, "database" | "keyring" | "clock"> &
  EpochKeeping & {
    /** The policy in force. */
    amountOf: AmountOf;
    signal: AbortSignal;
  };
