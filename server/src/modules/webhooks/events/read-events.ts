import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { presentEvent } from "../compose-message.ts";
import { isCovered } from "../endpoint-fields.ts";
import { eventTypesPort } from "./event-types-port.ts";

export const eventOutput = z.object({
  id: z.string().describe("The same as `webhook-id` where it came by a webhook."),
  sequence: z.int().describe("Its number in the organization: later events have larger ones."),
  type: z.string(),
  timestamp: z.iso.datetime(),
  workspace_id: z.string().nullable().describe("Null where it is about the whole organization."),
  data: z.record(z.string(), z.unknown()).describe("Ids and codes."),
});

type Row = {
  id: string;
  sequence: number;
  type: string;
  facts: Record<string, unknown>;
  workspace_id: string | null;
  created_at: Date;
};

/** Public events of this workspace and of its organization after a number, in their order. */
export function readEvents(work: Work, asked: { after: number; pattern: string; limit: number }): Promise<Row[]> {
  const types = work.port(eventTypesPort).flatMap(({ type }) => (isCovered(asked.pattern, type) ? [type] : []));
  return work.db.query<Row>(
    `select id, sequence::float8 as sequence, type, facts, workspace_id, created_at from events
     where organization_id = $1 and sequence > $2 and (workspace_id = $3 or workspace_id is null) and type = any($4)
     order by sequence limit $5`,
    [work.scope.organizationId, asked.after, work.scope.workspaceId, types, asked.limit],
  );
}

export const presentListed = (row: Row): z.input<typeof eventOutput> => ({
  id: row.id,
  sequence: row.sequence,
  workspace_id: row.workspace_id,
  ...presentEvent(row),
});
