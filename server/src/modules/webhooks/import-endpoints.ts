import * as z from "zod";
import type { ImportRule, ImportWork } from "../../privacy/public.ts";
import { checkRoom, newSecretOfEndpoint } from "./create-webhook-endpoint.ts";
import { checkEndpoint, endpointFields } from "./endpoint-fields.ts";
import { webhookEndpoints } from "./tables.ts";

const { url, description, events, payload, ordered } = endpointFields;
const shape = z.object({ url, description, events, payload, ordered });
const noSecret = { secret: "", old_secret: null, old_secret_until: null, signing_key: null, headers: null };
/** Nothing is sent anywhere because an archive says so: somebody enables it, and fetches its new secret by rotating. */
const disabled = { state: "disabled", disabled_reason: "webhooks.imported", disabled_at: null, last_sequence: 0 };

/** Where events went and which: without secrets and headers, which are in no export. */
export const importEndpoints: readonly ImportRule[] = [
  {
    table: webhookEndpoints,
    purpose: "webhooks",
    shape,
    set: { ...noSecret, ...disabled },
    fill: () => ({ secret: newSecretOfEndpoint() }),
    check: (work, row) => checkEndpoint(work, shape.parse(row)),
    before: (work: ImportWork) => checkRoom(work),
  },
];
