import type { Keyring } from "../../framework/keys/keyring.ts";
import type { Logger } from "../../framework/log.ts";
import type { Signals } from "../../framework/database/signals.ts";
import { epochsChannel } from "./keep-epochs.ts";

type Around = { signals: Signals; keyring: Keyring; log: Logger };

/** Learns of each change of epochs. Where that fails, keys are read anew as soon as one is needed that is not known. */
export function followEpochs({ signals, keyring, log }: Around, forget: (subjectId: string) => void): void {
  signals.subscribe(epochsChannel, () => {
    forget("");
    keyring.refresh().catch((err: unknown) => log.warn({ err }, "the keys of epochs could not be read"));
  });
}
