import { existsSync, statSync } from "node:fs";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { identityFile, readIdentities, recipientOf } from "../backup/backup-identity.ts";
import { judgeCopy, subjectKeysFile } from "../backup/copy-keys.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";

/** `avow keys`: what there is of keys, and nothing of what is in them. */
export const run = operatorVerb({
  usage: "keys",
  help: [
    "Tells the keyring's folder and fingerprint, the recipient that backups are encrypted to, how old the copy of the",
    "subject keys is, and whether the second place in AVOW_KEYS_COPY_DIR is current. The passwords of Avow's database",
    "logins are derived from the keyring at each start and stand in no file, so there is none to rotate.",
    "",
  ],
  async run({ settings, tell }) {
    const { keysFolder, keysCopyFolder } = settings;
    const { fingerprint, signing } = readKeyring(keysFolder);
    const [identity] = readIdentities(identityFile(keysFolder));
    const recipient = identity ? await recipientOf(identity) : null;
    const copied = subjectKeysFile(keysFolder);
    const subjectKeysAt = existsSync(copied) ? statSync(copied).mtime.toISOString() : null;
    const secondCopy = keysCopyFolder ? judgeCopy(keysFolder, keysCopyFolder) : null;
    tell(
      [
        `Folder        ${keysFolder}`,
        `Fingerprint   ${fingerprint}`,
        `Signing key   ${signing.id}`,
        `Recipient     ${recipient ?? "made with the first backup"}`,
        `Subject keys  ${subjectKeysAt ? `copied at ${subjectKeysAt}` : "copied with the first backup"}`,
        `Second place  ${secondCopy ? `${keysCopyFolder}: ${secondCopy}` : "none; name one in AVOW_KEYS_COPY_DIR"}`,
      ],
      {
        folder: keysFolder,
        fingerprint,
        signing_key: signing.id,
        recipient,
        subject_keys_at: subjectKeysAt,
        second_copy: secondCopy,
      },
    );
    return operatorExits.done;
  },
});
