import { readFileSync } from "node:fs";
import { openVaultEpochs } from "../compose/reach-operator-services.ts";
import { dropFirstEpoch } from "../framework/keys/drop-first-epoch.ts";
import { epochFiles, epochFolders } from "../framework/keys/epoch-files.ts";
import type { EpochStore } from "../framework/keys/epoch-store.ts";
import { type Keyring, readKeyring } from "../framework/keys/keyring.ts";
import { keepEpochsInPostgres } from "./keep-epochs-in-postgres.ts";
import type { Settings } from "./settings.ts";

type Places = Pick<Settings, "keysFolder" | "keysCopyFolder"> & { epochs?: Settings["epochs"] };

/**
 * Where keys of epochs may lie: first where new ones are made, then every other place that the settings name, so that
 * what lies there still opens until its epoch ends.
 */
export function openEpochStores({ keysFolder, keysCopyFolder, epochs }: Places): [EpochStore, ...EpochStore[]] {
  const files = epochFiles(epochFolders(keysFolder, keysCopyFolder), (id) => {
    for (const folder of [keysFolder, keysCopyFolder]) if (folder) dropFirstEpoch(folder, id);
  });
  // Read when it is needed: a first start makes the keyring after this.
  const fingerprint = () => readKeyring(keysFolder).fingerprint.slice(0, 16);
  const { databaseUrl, vault } = epochs ?? {};
  const others = [
    ...(databaseUrl ? [keepEpochsInPostgres({ url: databaseUrl, deployment: fingerprint })] : []),
    ...(vault
      ? [
          openVaultEpochs({
            url: vault.url,
            mount: vault.mount,
            token: () => readFileSync(vault.tokenFile, "utf8").trim(),
            prefix: () => `avow-${fingerprint()}`,
          }),
        ]
      : []),
  ];
  const chosen = others.find(({ name }) => name === epochs?.chosen);
  return chosen ? [chosen, files, ...others.filter((other) => other !== chosen)] : [files, ...others];
}

/** The keyring with every epoch key there is. @throws KeyringError */
export async function openKeyringOf(settings: Places): Promise<Keyring> {
  const keyring = readKeyring(settings.keysFolder, openEpochStores(settings));
  await keyring.refresh();
  return keyring;
}
