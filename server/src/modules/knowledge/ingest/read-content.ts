import type { JobContext } from "../../../framework/jobs/jobs.ts";
import { port } from "../../../framework/ports.ts";
import type { Fetch } from "../../../integrations/roles/calls/fetch.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { dropFiles, openFile, storeFile } from "../../files/public.ts";
import type { OpenDocument } from "../documents/find-document.ts";
import { failReading, type Format } from "../parsing/fail-reading.ts";
import { findFormat } from "../parsing/find-format.ts";

/** The way out to addresses that people name as documents: public ones only, a few redirects, each checked. */
export const knowledgeFetchPort = port<Fetch>("knowledge.fetch");

export const documentBytesMax = 50 * 1024 * 1024;

/** What a document is made of, read whole. @throws Unreadable */
export async function readContent(ctx: JobContext, document: OpenDocument): Promise<{ format: Format; bytes: Buffer }> {
  const fileId = document.url === null ? document.file_id : await fetchContent(ctx, document, document.url);
  const file = fileId === null ? undefined : await openFile(ctx, fileId);
  if (!file) failReading("knowledge.file_gone");
  if (file.bytes > documentBytesMax) failReading("knowledge.too_large");
  const parts: Uint8Array[] = [];
  for await (const part of file.content()) parts.push(part);
  const bytes = Buffer.concat(parts);
  const format = findFormat(file.type, file.name, bytes.toString("utf8", 0, 2000));
  if (!format) failReading("knowledge.unsupported");
  return { format, bytes };
}

/** Kept as a file of the document, in the place of what was there when it was read before. */
async function fetchContent(ctx: JobContext, document: OpenDocument, url: string): Promise<string> {
  const { body, name } = await ask(ctx, url);
  const { id } = await storeFile(ctx, body, { name, belongsTo: "workspace" }).catch(explain);
  const isKept = await ctx.inScope(async (step) => {
    const kept = await step.db.query(
      "update knowledge_documents set file_id = $3 where workspace_id = $1 and id = $2 and revision = $4 returning id",
      [ctx.scope.workspaceId, document.id, id, document.revision],
    );
    // Nobody waits for it any more.
    const unused = kept.length > 0 ? document.file_id : id;
    await dropFiles(step, unused === null ? [] : [unused]);
    return kept.length > 0;
  });
  if (!isKept) failReading("knowledge.file_gone");
  return id;
}

async function ask(ctx: JobContext, url: string) {
  const accept = "text/html, application/pdf, text/markdown, text/plain, text/csv, */*;q=0.1";
  const answer = await ctx.port(knowledgeFetchPort)(url, { headers: { accept }, signal: ctx.signal }).catch(explain);
  if (!answer.ok || answer.body === null) failReading("knowledge.address_failed");
  const type = answer.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  return { body: answer.body, name: nameOf(url, endings[type]) };
}

/** What went wrong on the way out is the address's; anything else is ours, and tried again. */
function explain(error: unknown): never {
  if (error instanceof ProviderError && error.code !== "provider.cancelled") failReading("knowledge.address_failed");
  throw error;
}

const endings: Record<string, string> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "md",
  "text/csv": "csv",
};

function nameOf(url: string, ending: string | undefined): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split("/").findLast(Boolean) ?? hostname;
  const name = last.slice(-200);
  return ending && !name.toLowerCase().endsWith(`.${ending}`) ? `${name}.${ending}` : name;
}
