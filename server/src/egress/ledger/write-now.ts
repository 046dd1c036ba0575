import type { Work } from "../../framework/context.ts";
import type { Statement } from "../../framework/database/one-trip.ts";
import { readIn } from "../../framework/database/tenant.ts";

/** A record of a call that costs nothing: by itself, and durable. */
export const writeNow = (work: Work, { text, values }: Statement): Promise<object[]> =>
  readIn(work.database, work.scope).query(text, values);
