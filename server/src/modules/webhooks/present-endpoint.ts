import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { publicKeyOf } from "../../integrations/roles/deliveries/webhook-keys.ts";
import { endpointStates, webhookEndpoints } from "./tables.ts";

export const endpointOutput = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string().nullable(),
  events: z.array(z.string()),
  payload: z.enum(["thin", "full"]),
  ordered: z.boolean(),
  header_names: z
    .array(z.string())
    .describe("Names of the headers that are sent besides; their values are never shown."),
  state: z.enum(endpointStates),
  disabled_reason: z.string().nullable().describe("Why Avow disabled it; null where a person did, or nobody."),
  disabled_at: timeOutput.nullable(),
  public_key: z
    .string()
    .nullable()
    .describe("Verifies the `v1a` signatures, where the endpoint has them: `whpk_` and 32 bytes of Ed25519 in base64."),
  old_secret_until: timeOutput
    .nullable()
    .describe("Until then a secret before this one signs as well; null where none does."),
  failures: z.int().describe("Attempts in a row that failed."),
  failing_since: timeOutput.nullable(),
  last_success_at: timeOutput.nullable(),
  created_at: timeOutput,
  version: z.int(),
});

export type EndpointRow = {
  organization_id: string;
  workspace_id: string;
  id: string;
  url: string;
  description: string | null;
  secret: string;
  old_secret: string | null;
  old_secret_until: Date | null;
  signing_key: string | null;
  headers: Record<string, string> | null;
  events: string[];
  payload: "thin" | "full";
  ordered: boolean;
  state: (typeof endpointStates)[number];
  disabled_reason: string | null;
  disabled_at: Date | null;
  last_sequence: number;
  created_by: string | null;
  created_at: Date;
  version: number;
};

export const endpointKey = (work: Work) =>
  work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "credential");

/** @throws Refusal `request.not_found` */
export async function findEndpoint(work: Work, id: string): Promise<EndpointRow> {
  const row = await work.db
    .of(webhookEndpoints)
    .selectFrom("webhook_endpoints")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(webhookEndpoints, await endpointKey(work), row);
}

type Health = { target: string; failures: number; failing_since: Date | null; last_success_at: Date | null };

/** How things stand with endpoints of this workspace, by their id. */
export async function readHealth(work: Work, ids: readonly string[]): Promise<Map<string, Health>> {
  const rows = await work.db.query<Health>(
    "select target, failures, failing_since, last_success_at from delivery_targets where holder = $1 and target = any($2)",
    [work.scope.workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.target, row]));
}

export function presentEndpoint(row: EndpointRow, health?: Health): z.input<typeof endpointOutput> {
  const {
    organization_id: _o,
    workspace_id: _w,
    secret: _s,
    old_secret: _p,
    signing_key,
    last_sequence: _l,
    created_by: _c,
    ...shown
  } = row;
  const { headers, ...rest } = shown;
  return {
    ...rest,
    public_key: signing_key && publicKeyOf(signing_key),
    header_names: Object.keys(headers ?? {}),
    failures: health?.failures ?? 0,
    failing_since: health?.failing_since ?? null,
    last_success_at: health?.last_success_at ?? null,
  };
}
