import { systemClock } from "../../framework/clock.ts";
import { asOwner } from "../as-system.ts";
import { identityFile, readIdentities } from "../backup/backup-identity.ts";
import { subjectKeysFile } from "../backup/copy-keys.ts";
import { loadKeys } from "../backup/load-keys.ts";
import { openKeyringOf } from "../open-epoch-stores.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";

/** `avow keys load`: the second half of going back in time by PostgreSQL's own means. */
export const run = operatorVerb({
  usage: "keys load [--identity FILE]",
  help: [
    "After a database was brought back by other means than `avow restore`: replaces the wrapped keys in it by today's,",
    "from the keyring's folder. Whoever was erased since stays erased. Stop every process of Avow first.",
    "",
    "  --identity FILE    age identities to open the copy with, instead of the one in the keyring's folder",
  ],
  options: { identity: { type: "string" } },
  async run({ settings, values, tell }) {
    const { keysFolder } = settings;
    const keyring = await openKeyringOf(settings);
    const identities = readIdentities((values["identity"] as string | undefined) ?? identityFile(keysFolder));
    const keysFile = subjectKeysFile(keysFolder);
    const found = await asOwner(settings, (client) =>
      loadKeys({ client, keysFile, identities, keyring, clock: systemClock }),
    );
    tell(
      [
        `${found.keys} keys are in place.`,
        ...(found.unreadable > 0
          ? [`${found.unreadable} who have none any more are hidden; a worker erases what came back of them.`]
          : []),
      ],
      found,
    );
    return operatorExits.done;
  },
});
