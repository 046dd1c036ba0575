import { resolve } from "node:path";
import { copyKeys } from "../backup/copy-keys.ts";
import { operatorExits, operatorVerb, wordOf } from "./operator-verb.ts";

/** `avow keys copy`: the keyring, the identity of backups and the subject keys, to another place. */
export const run = operatorVerb({
  usage: "keys copy FOLDER",
  help: [
    "Copies all that must survive beside the backups: without it they open nothing. Keep it apart from them. With",
    "AVOW_KEYS_COPY_DIR workers keep such a copy current by themselves.",
    "",
  ],
  wordsMax: 1,
  async run(call) {
    const folder = resolve(wordOf(call, "the folder to copy to"));
    const files = copyKeys(call.settings.keysFolder, folder);
    call.tell(
      files.map((file) => `Copied ${file}`),
      { files },
    );
    return operatorExits.done;
  },
});
