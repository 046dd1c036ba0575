import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { indexEmail } from "../../users/public.ts";

type Suppression = "bounced" | "complained";

const mailSuppressionOf = lookup<[Buffer], { reason: Suppression }>(
  "mail_suppression_of",
  "select reason from mail_suppressions where address_index = $1",
);

/** Why Avow itself writes nothing to an address, if that is so. */
export async function findSuppression(work: Work, address: string): Promise<Suppression | undefined> {
  const [held] = await work.lookup(mailSuppressionOf, indexEmail(work.keyring, address));
  return held?.reason;
}

type Held = { organization_id: string | null; holder: string };

/** Why a workspace or an organization writes nothing to an address: what it sent there itself came back, or was called spam. */
export async function findTenantSuppression(
  { db, keyring }: Work,
  { organization_id, holder }: Held,
  address: string,
): Promise<Suppression | undefined> {
  if (!organization_id) return undefined;
  const [held] = await db.query<{ reason: Suppression }>(
    "select reason from address_suppressions where organization_id = $1 and holder = $2 and address_index = $3",
    [organization_id, holder, indexEmail(keyring, address)],
  );
  return held?.reason;
}
