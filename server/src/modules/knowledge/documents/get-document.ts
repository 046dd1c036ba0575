import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { findDocument } from "./find-document.ts";
import { document, presentDocument } from "./present-document.ts";

export const getDocument = endpoint({
  method: "GET",
  path: "/knowledge-documents/{document_id}",
  summary: "A document, with how far it was taken in.",
  scope: "workspace",
  permission: "knowledge.read",
  purpose: "knowledge",
  marksSandbox: true,
  input: z.strictObject({ document_id: z.string() }),
  output: document,
  run: async (ctx, { document_id }) => presentDocument(await findDocument(ctx, document_id)),
});
