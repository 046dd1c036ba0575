import type { Work } from "../../framework/context.ts";
import { webhookErrors } from "./errors.ts";
import { endpointKey, type EndpointRow } from "./present-endpoint.ts";
import { webhookOldSecrets } from "./tables.ts";

/** With the one in use so many signatures go out with each message. */
const oldSecretsMax = 4;

/** A secret that signs no more from `until` on. */
export type OldSecret = { secret: string; until: Date };

/** Keeps one that was in use, in the transaction that puts another in its place. @throws Refusal `webhooks.secrets_limit` */
export async function keepOldSecret(work: Work, endpoint: EndpointRow, { secret, until }: OldSecret): Promise<void> {
  const { organization_id, workspace_id, id: webhook_endpoint_id } = endpoint;
  const signing = await work.db.query<{ signs_until: Date }>(
    `select signs_until from webhook_old_secrets where workspace_id = $1 and webhook_endpoint_id = $2 and signs_until > $3
     order by signs_until`,
    [workspace_id, webhook_endpoint_id, work.at],
  );
  const [next] = signing;
  if (next && signing.length >= oldSecretsMax)
    throw webhookErrors.secrets_limit({ limit: oldSecretsMax, until: next.signs_until.toISOString() });
  const place = { organization_id, workspace_id, id: work.newId("wos"), webhook_endpoint_id };
  const row = { ...place, secret, signs_until: until, created_at: work.at };
  const sealed = work.seal(webhookOldSecrets, await endpointKey(work), row);
  await work.db.of(webhookOldSecrets).insertInto("webhook_old_secrets").values(sealed).execute();
}

/** All that were in use before sign no more, such as where one of them leaked. */
export async function dropOldSecrets(work: Work, { workspace_id, id }: EndpointRow): Promise<void> {
  await work.db.query("delete from webhook_old_secrets where workspace_id = $1 and webhook_endpoint_id = $2", [
    workspace_id,
    id,
  ]);
}
