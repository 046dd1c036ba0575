import * as z from "zod";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import type { DescribedUser } from "../users/public.ts";
import { apiKeys } from "./tables.ts";

export const apiKeyOutput = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().describe("How the key begins, to tell keys apart."),
  scopes: z.array(z.string()).describe("Permissions it may use, as far as its maker has them."),
  workspace_ids: z
    .array(z.string())
    .describe("The only workspaces it reaches. All, and the organization itself, where there are none."),
  agent_ids: z
    .array(z.string())
    .describe("The only agents it reaches, and nothing that is about none of them. Everything where there are none."),
  networks: z.array(z.string()).describe("Networks it works from, in CIDR form; from anywhere where there are none."),
  created_by_name: z.string().nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable().describe("To within five minutes."),
});

type StoredKey = {
  organization_id: string;
  id: string;
  name: Sealed<string>;
  hint: string;
  scopes: string[];
  workspace_ids: string[];
  agent_ids: string[];
  workspace_id: string | null;
  networks: string[];
  created_by: string;
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
};

/** An API key as the API tells it, without the key itself. */
export async function describeApiKey(
  ctx: Work<"organization">,
  row: StoredKey,
  people: ReadonlyMap<string, DescribedUser>,
): Promise<z.infer<typeof apiKeyOutput>> {
  const key = await ctx.keys.of({ kind: "organization", id: row.organization_id }, "credential");
  const { id, name, hint, scopes, workspace_id, agent_ids, networks, created_by, ...rest } = ctx.open(
    apiKeys,
    key,
    row,
  );
  const { workspace_ids, ...times } = rest;
  return {
    id,
    name,
    hint,
    scopes,
    workspace_ids: workspace_ids.length > 0 || workspace_id === null ? workspace_ids : [workspace_id],
    agent_ids,
    networks,
    created_by_name: people.get(created_by)?.name ?? null,
    created_at: times.created_at.toISOString(),
    expires_at: times.expires_at.toISOString(),
    last_used_at: times.last_used_at?.toISOString() ?? null,
  };
}
