import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { recipientOf } from "../backup/backup-identity.ts";
import { keepPrivate } from "../embedded/write-private.ts";
import { operatorExits, operatorVerb, wordOf } from "./operator-verb.ts";

/** `avow keys generate`: a further recipient of backups, whose identity need not be on the server. */
export const run = operatorVerb({
  usage: "keys generate FILE",
  help: [
    "Makes a pair of age keys: the identity goes into FILE, which only you can read; the recipient is printed, for",
    "AVOW_BACKUP_RECIPIENTS. Take the file off the server.",
    "",
  ],
  wordsMax: 1,
  async run(call) {
    const file = resolve(wordOf(call, "the file the identity goes into"));
    if (existsSync(file)) throw new TypeError(`${file} is there already; an identity is never overwritten.`);
    const identity = await generateX25519Identity();
    const recipient = await recipientOf(identity);
    keepPrivate(file, `# public key: ${recipient}\n${identity}\n`);
    call.tell([recipient], { recipient, identity_file: file });
    return operatorExits.done;
  },
});
