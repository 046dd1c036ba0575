import * as z from "zod";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import { type AppFacts, connectedApps } from "./tables.ts";

export const connectedAppOutput = z.object({
  id: z.string(),
  name: z.string().describe("As the app calls itself."),
  host: z.string().nullable().describe("Whose app it is, where it proved that."),
  organization_id: z.string(),
  workspace_id: z.string(),
  scopes: z.array(z.string()).describe("What it may do for you, as far as you may where it asks."),
  created_at: timeOutput,
  last_used_at: timeOutput.nullable().describe("To within five minutes."),
  expires_at: timeOutput.describe("When it has to be allowed again, unless it is used before."),
});

type Stored = {
  id: string;
  organization_id: string;
  workspace_id: string;
  app: Sealed<AppFacts>;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date;
};

/** An app as its user sees it: no address of theirs, no token. */
export function presentConnectedApp(ctx: Work, key: DataKey, row: Stored): z.input<typeof connectedAppOutput> {
  const { app, id, organization_id, workspace_id, scopes, created_at, last_used_at, expires_at } = ctx.open(
    connectedApps,
    key,
    row,
  );
  return { ...app, id, organization_id, workspace_id, scopes, created_at, last_used_at, expires_at };
}
