import { port } from "../../framework/ports.ts";
import { beforeTenant, type Database, lookup } from "../../framework/database/tenant.ts";
import type { Signals } from "../../framework/database/signals.ts";
import type { Processor } from "./find-obstacle.ts";
import { type ProcessorFacts, shippedProcessors } from "./processor.ts";

/** Says that the register changed. */
export const registerChannel = "avow_register";
const freshMs = 500;

export type Register = {
  /** Every entry by its name; at most half a second old. Retired ones are not in it. */
  read(): Promise<ReadonlyMap<string, Processor>>;
};

export const registerPort = port<Register>("register");

export type RegisterRow = { name: string; facts: ProcessorFacts; effective_at: Date | null; retired_at: Date | null };
const allProcessors = lookup<[], RegisterRow>(
  "processors",
  "select name, facts, effective_at, retired_at from processors",
);

/** The register of one process: what is shipped, with what the operator decided over it. */
export function openRegister(around: { database: Database; signals: Signals }): Register {
  let known: { entries: Promise<ReadonlyMap<string, Processor>>; readAt: number } | undefined;
  around.signals.subscribe(registerChannel, () => (known = undefined));
  const readNow = async () => mergeRegister(await beforeTenant(around.database, allProcessors));
  return {
    read() {
      if (known && performance.now() - known.readAt < freshMs) return known.entries;
      const entries = readNow();
      known = { entries, readAt: performance.now() };
      entries.catch(() => (known = undefined)); // whoever asked is told; the next one asks again
      return entries;
    },
  };
}

export function mergeRegister(rows: readonly RegisterRow[]): Map<string, Processor> {
  const entries = new Map<string, Processor>(
    Object.entries(shippedProcessors).map(([name, facts]) => [name, { name, facts, effectiveAt: undefined }]),
  );
  for (const { name, facts, effective_at, retired_at } of rows) {
    if (retired_at) entries.delete(name);
    else entries.set(name, { name, facts, effectiveAt: effective_at ?? undefined });
  }
  return entries;
}
