import type { Statement } from "../../framework/one-trip.ts";

/**
 * Makes a transaction durable with the next durable one, not by itself, so that the wallet is not locked while the disk
 * is waited for. PostgreSQL's log has one order: what is durable later takes everything before it along.
 */
export const commitWithNext: Statement = { text: "set local synchronous_commit = off", values: [] };
