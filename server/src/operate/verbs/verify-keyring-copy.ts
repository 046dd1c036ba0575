import { resolve } from "node:path";
import { type CopyState, judgeCopy } from "../backup/copy-keys.ts";
import { operatorExits, operatorVerb, wordOf } from "./operator-verb.ts";

const meanings: Record<CopyState, string> = {
  current: "is a copy of this deployment's keys, as they are now.",
  outdated: "has this deployment's keyring, but older subject keys: copy again.",
  another: "holds the keyring of another deployment.",
  missing: "holds no keyring.",
};

/** `avow keys verify`: whether a copy is worth anything. */
export const run = operatorVerb({
  usage: "keys verify FOLDER",
  help: ["Compares a copy of the keyring's folder with the original. Ends with 0 only when it is current.", ""],
  wordsMax: 1,
  async run(call) {
    const folder = resolve(wordOf(call, "the folder of the copy"));
    const state = judgeCopy(call.settings.keysFolder, folder);
    call.tell([`${folder} ${meanings[state]}`], { folder, state });
    return state === "current" ? operatorExits.done : operatorExits.refused;
  },
});
