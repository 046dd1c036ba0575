import * as z from "zod";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import type { Program } from "./is-program.ts";
import { apiClients, programs } from "./tables.ts";

export const apiClientOutput = z.object({
  id: z.string(),
  program: z.enum(programs),
  name: z.string(),
  scopes: z.array(z.string()).describe("What it may do for you, as far as you may where it asks."),
  created_at: timeOutput,
  last_used_at: timeOutput.nullable().describe("To within five minutes."),
  expires_at: timeOutput.describe("When it has to be allowed again, unless it is used before."),
});

type StoredClient = {
  id: string;
  program: Program;
  name: Sealed<string>;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date;
};

/** A device as its user sees it: no address, no token. */
export function describeApiClient(ctx: Work, key: DataKey, row: StoredClient): z.input<typeof apiClientOutput> {
  const { id, program, name, scopes, created_at, last_used_at, expires_at } = ctx.open(apiClients, key, row);
  return { id, program, name, scopes, created_at, last_used_at, expires_at };
}
