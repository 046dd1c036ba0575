import { operatorFetch } from "../egress/outward/operator-fetch.ts";
import type { EpochStore } from "../framework/keys/epoch-store.ts";
import { openTelemetry, type Telemetry, type TelemetryOptions } from "../integrations/opentelemetry/open-telemetry.ts";
import { reachSmtp, type SmtpReach } from "../integrations/smtp/reach-smtp.ts";
import { keepEpochsInVault, type VaultPlace } from "../integrations/vault/keep-epochs-in-vault.ts";

/** Asks a mail server whether it would take a mail, without sending one. */
export const reachMailServer = (smtpUrl: string): Promise<SmtpReach> => reachSmtp(smtpUrl);

/** Vault is on the operator's own network. */
export const openVaultEpochs = (place: VaultPlace): EpochStore =>
  keepEpochsInVault(place, operatorFetch({ idleTimeoutMs: 5000 }));

/** What measures this process; whoever starts it says that it does. */
export const openObservation = (options: TelemetryOptions): Telemetry => openTelemetry(options);
