import { systemClock } from "../../framework/clock.ts";
import { reachMailServer } from "../../compose/reach-operator-services.ts";
import { KeyringError, readKeyring } from "../../framework/keys/keyring.ts";
import { Refusal } from "../../framework/errors.ts";
import { asOwner } from "../as-system.ts";
import { checkBackups } from "../doctor/check-backups.ts";
import { checkDatabase } from "../doctor/check-database.ts";
import { checkFiles } from "../doctor/check-files.ts";
import { checkKeys } from "../doctor/check-keys.ts";
import { checkFolders, checkLogRetention, checkNode, judgeDisk, measureDisk } from "../doctor/check-machine.ts";
import { checkMail } from "../doctor/check-mail.ts";
import { checkReach } from "../doctor/check-reach.ts";
import { bad, type Finding } from "../doctor/finding.ts";
import { readDurationInForce } from "../read-duration-in-force.ts";
import { DatabaseError } from "../schema/migrate.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";
import type { Settings } from "../settings.ts";

const journalSettings = ["/etc/systemd/journald.conf", "/etc/systemd/journald.conf.d/avow.conf"];
const marks = { good: "ok      ", warning: "warning ", bad: "BAD     " } as const;

/** `avow doctor`: what is wrong, and what to do about it. */
export const run = operatorVerb({
  usage: "doctor",
  help: [
    "Looks at everything Avow needs and says what is wrong and what to do. Changes nothing. Ends with 1 when something is",
    "bad; warnings alone end with 0.",
    "",
  ],
  async run({ settings, tell }) {
    const findings = await examine(settings);
    const lines = findings.flatMap(({ check, verdict, says, do: what }) => [
      `${marks[verdict]}${check}: ${says}`,
      ...(what === undefined ? [] : [`        ${what.replaceAll("\n", "\n        ")}`]),
    ]);
    const count = (verdict: Finding["verdict"]) => findings.filter((one) => one.verdict === verdict).length;
    const summary = `${count("bad")} bad, ${count("warning")} warnings, ${count("good")} fine.`;
    tell([...lines, "", summary], { findings, bad: count("bad"), warnings: count("warning") });
    return count("bad") > 0 ? operatorExits.refused : operatorExits.done;
  },
});

async function examine(settings: Settings): Promise<Finding[]> {
  const at = systemClock.now();
  return [
    checkNode(process.version),
    ...checkFolders(settings),
    judgeDisk(settings.dataFolder, measureDisk(settings.dataFolder)),
    ...checkKeys(settings),
    ...checkReach(settings, at),
    await checkMail(settings, reachMailServer),
    ...(await examineDatabase(settings)),
  ];
}

async function examineDatabase(settings: Settings): Promise<Finding[]> {
  try {
    return await asOwner(settings, async (client) => {
      const found = await checkDatabase(client, fingerprintOf(settings), systemClock.now());
      const isMigrated = found.some(({ check, verdict }) => check === "migrations" && verdict !== "bad");
      if (!isMigrated) return found;
      const at = systemClock.now();
      const logDays = await readDurationInForce(client, "retention.log_days", at);
      const logs = checkLogRetention(logDays.amount, journalSettings);
      return [...found, ...logs, ...(await checkFiles(client, at)), ...(await checkBackups(client, settings, at))];
    });
  } catch (error) {
    if (error instanceof DatabaseError) return [bad("database", "It cannot be reached.", error.message)];
    if (error instanceof Refusal) return [bad("database", error.declared.title, error.declared.help)];
    throw error;
  }
}

function fingerprintOf({ keysFolder }: Settings): string | undefined {
  try {
    return readKeyring(keysFolder).fingerprint;
  } catch (error) {
    if (error instanceof KeyringError) return undefined; // told by the check of keys
    throw error;
  }
}
