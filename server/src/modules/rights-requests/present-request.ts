import { regimeNames, regimes } from "../../privacy/public.ts";
import * as z from "zod";
import { dayMs } from "../../framework/clock.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import { isOverdue, type Promised, reckonExtended } from "./clock/reckon-due.ts";
import type { OpenedRequest, RequestRow } from "./find-request.ts";
import { correctionOutput } from "./corrections/list-corrections.ts";
import { authorityOutput } from "./intake/present-followed.ts";
import { permissionOutput } from "./permissions/find-permission.ts";
import { askers, outcomes, proofs, requestKinds, rightsStates } from "./tables.ts";

/** What members see of a request in a list: nothing that whoever asked has written. */
export const requestSummary = z.object({
  id: z.string(),
  kind: z.enum(requestKinds),
  regime: z.enum(regimeNames),
  law: z.string(),
  asker: z.enum(askers),
  state: z.enum(rightsStates),
  proof: z.enum(proofs).nullable(),
  outcome: z.enum(outcomes).nullable(),
  created_at: timeOutput,
  due_at: timeOutput,
  days_left: z.int().describe("Whole days until it is due; negative where it is overdue."),
  is_overdue: z.boolean(),
  extended_at: timeOutput.nullable(),
  acknowledge_until: timeOutput.nullable().describe("Until when the law wants it told that it came in."),
  acknowledged_at: timeOutput.nullable(),
  is_unacknowledged: z.boolean().describe("It was not told in time that it came in, and still is not."),
  forwarded_at: timeOutput.nullable(),
  forwarded_to: z.array(z.string()).describe("Workspaces that keep the data it is about, and answer for it."),
  closed_at: timeOutput.nullable(),
  workspace_id: z.string().nullable(),
  contact_id: z.string().nullable(),
  representative_id: z.string().nullable().describe("Who asked for somebody by a signed message."),
});

export const requestDetails = requestSummary.extend({
  name: z.string().nullable(),
  address: z.string(),
  subject_address: z.string().nullable(),
  residence: z.string().nullable(),
  details: z.string().nullable(),
  extension_reason: z.string().nullable(),
  reply: z.string().nullable(),
  extendable_to: timeOutput.nullable().describe("Until when it could be extended now, once and with reasons."),
  candidates: z
    .array(z.object({ workspace_id: z.string(), contact_id: z.string() }))
    .describe("Contacts that have the confirmed address."),
  members: z
    .array(z.string())
    .describe("Members of the organization who have the confirmed address, where something is to be corrected."),
  corrections: z.array(correctionOutput).describe("Who had received what was corrected, and whether they know."),
  permission: permissionOutput.nullable().describe("What somebody signed so that another may ask for them."),
  can_ask_subject: z.boolean().describe("Whether whom it is about can be asked, at an address you know of them."),
  authority: authorityOutput,
});

export function presentRequest(row: RequestRow, at: Date): z.input<typeof requestSummary> {
  const { id, kind, regime, asker, state, proof, outcome, created_at, due_at } = row;
  const { extended_at, closed_at, workspace_id, contact_id, acknowledge_until, acknowledged_at } = row;
  return {
    id,
    kind,
    regime,
    asker,
    state,
    proof,
    outcome,
    created_at,
    due_at,
    extended_at,
    acknowledge_until,
    acknowledged_at,
    is_unacknowledged: isUnacknowledged(row, at),
    forwarded_at: row.forwarded_at,
    forwarded_to: row.forwarded_to ?? [],
    closed_at,
    workspace_id,
    contact_id,
    representative_id: row.representative_id,
    law: regimes[regime].says,
    days_left: Math.floor((due_at.getTime() - (closed_at ?? at).getTime()) / dayMs),
    is_overdue: isOverdue(due_at, closed_at ?? at),
  };
}

/** In time up to and at that very instant, like an answer. */
const isUnacknowledged = ({ acknowledge_until, acknowledged_at, closed_at }: RequestRow, at: Date): boolean =>
  acknowledge_until !== null && acknowledged_at === null && closed_at === null && isOverdue(acknowledge_until, at);

/** Until when a request could still be extended. */
export function extendableTo(row: RequestRow, promised: Promised, at: Date): Date | undefined {
  if (row.closed_at || row.extended_at || isOverdue(row.due_at, at)) return undefined;
  return reckonExtended(row.due_at, row, promised);
}

export function wordsOf({
  name,
  address,
  subject_address,
  residence,
  details,
  extension_reason,
  reply,
}: OpenedRequest) {
  return { name, address, subject_address, residence, details, extension_reason, reply };
}
