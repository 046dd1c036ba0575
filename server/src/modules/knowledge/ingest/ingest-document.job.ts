import * as z from "zod";
import { Refusal } from "../../../framework/errors.ts";
import { job, type JobContext } from "../../../framework/jobs/jobs.ts";
import { findCollection } from "../collections/find-collection.ts";
import { findDocumentIfThere, type OpenDocument } from "../documents/find-document.ts";
import { failReading, Unreadable } from "../parsing/fail-reading.ts";
import { cutPassages } from "./cut-passages.ts";
import { embedPassages } from "./embed-passages.ts";
import { inspectPassages } from "./inspect-passages.ts";
import { parseDocumentPort } from "./parse-document-port.ts";
import { readContent } from "./read-content.ts";
import { endIngest, setReading, writePassages } from "./write-passages.ts";

const triesMax = 5;

/**
 * Takes a document in: reads it, cuts it, looks for personal data, makes vectors. Passages are written at once and
 * vectors a few at a time, so that a worker that dies leaves little to do again; an earlier time's job does nothing.
 */
export const ingestDocument = job({
  name: "knowledge.ingest",
  data: z.object({ document_id: z.string(), revision: z.int() }),
  purpose: "knowledge",
  long: true,
  perTenantMax: 2,
  attemptsMax: triesMax,
  async run(ctx, { document_id, revision }) {
    const document = await findDocumentIfThere(ctx, document_id);
    if (document?.revision !== revision) return;
    try {
      if (document.state === "waiting" || document.state === "reading") await read(ctx, document);
      await embedPassages(ctx, document);
      await endIngest(ctx, document, { state: "ready" });
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      const code = codeOf(error) ?? (ctx.attempt >= triesMax ? "knowledge.failed" : undefined);
      if (code === undefined) throw error;
      await endIngest(ctx, document, { state: "failed", code });
    }
  },
});

/** What trying again would not change. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof Unreadable || (error instanceof Refusal && !error.declared.retryable) ? error.code : undefined;

async function read(ctx: JobContext, document: OpenDocument): Promise<void> {
  await setReading(ctx, document);
  const { format, bytes } = await readContent(ctx, document);
  const parseDocument = ctx.port(parseDocumentPort);
  if (!parseDocument) throw new Error("this process reads no documents");
  const { blocks, pages } = await parseDocument(format, bytes, { signal: ctx.signal });
  const passages = cutPassages(blocks);
  const collection = await findCollection(ctx, document.collection_id);
  const inspected = await inspectPassages(ctx, passages);
  const isFound = Object.keys(inspected.found).length > 0;
  if (isFound && collection.personal_data === "refuse") failReading("knowledge.personal_data");
  const isEmbedded = collection.embedding_model !== null;
  await writePassages(ctx, document, { format, pages: pages ?? null, passages, inspected, isEmbedded });
}
