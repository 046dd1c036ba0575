import { KeyringError, readKeyring } from "../../framework/keys/keyring.ts";
import { judgeCopy } from "../backup/copy-keys.ts";
import type { Settings } from "../settings.ts";
import { bad, type Finding, good, warning } from "./finding.ts";

/** The keyring is there, and so is a second one: losing the only one loses everything that is sealed. */
export function checkKeys({ keysFolder, keysCopyFolder }: Settings): Finding[] {
  try {
    const { fingerprint } = readKeyring(keysFolder);
    return [good("keyring", `${keysFolder} has the keyring ${fingerprint}.`), checkCopy(keysFolder, keysCopyFolder)];
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    return [bad("keyring", error.message, "On a first start Avow makes one by itself; else put a copy back.")];
  }
}

function checkCopy(keysFolder: string, copy: string | undefined): Finding {
  const check = "second copy of the keys";
  const again = "npx avow keys copy FOLDER makes one; with AVOW_KEYS_COPY_DIR workers keep it current.";
  if (!copy) return warning(check, "No second place is named.", `${again} Keep it on another disk than the data.`);
  switch (judgeCopy(keysFolder, copy)) {
    case "current":
      return good(check, `${copy} is current.`);
    case "outdated":
      return warning(check, `${copy} is behind.`, `A worker brings it up to date within five minutes. ${again}`);
    case "missing":
      return bad(check, `${copy} has no keyring.`, again);
    default:
      return bad(check, `${copy} has the keyring of another deployment.`, "Name another folder in AVOW_KEYS_COPY_DIR.");
  }
}
