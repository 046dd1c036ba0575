import { port } from "../../../framework/ports.ts";
import type { Format, Parsed } from "../parsing/fail-reading.ts";

/** Reads a document where it can do no harm. @throws Unreadable */
export type ParseDocument = (
  format: Format,
  bytes: Uint8Array,
  options: { signal?: AbortSignal | undefined },
) => Promise<Parsed>;

/** Not filled in processes that run no jobs. */
export const parseDocumentPort = port<ParseDocument | undefined>("knowledge.parse");
