import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import type { Sealed } from "../../framework/columns.ts";
import { workspaces } from "./tables.ts";

export const workspaceName = z.string().trim().min(1).max(80);

export const workspaceOutput = z.object({
  id: z.string(),
  name: z.string(),
  ai_enabled: z.boolean().describe("AI is on only where the organization and the workspace say so."),
  created_at: z.iso.datetime(),
  version: z.int(),
});

type StoredWorkspace = {
  organization_id: string;
  id: string;
  name: Sealed<string>;
  ai_enabled: boolean;
  created_at: Date;
  version: number;
};

/** A workspace as the API tells it. `key` is its organization's account key. */
export function describeWorkspace(ctx: Work, key: DataKey, row: StoredWorkspace): z.infer<typeof workspaceOutput> {
  const { id, name, ai_enabled, created_at, version } = ctx.open(workspaces, key, row);
  return { id, name, ai_enabled, created_at: created_at.toISOString(), version };
}
