import type { Module } from "../../framework/endpoint.ts";
import { createCollection } from "./collections/create-collection.ts";
import { deleteCollection } from "./collections/delete-collection.ts";
import { getCollection } from "./collections/get-collection.ts";
import { listCollections } from "./collections/list-collections.ts";
import { updateCollection } from "./collections/update-collection.ts";
import { createDocument } from "./documents/create-document.ts";
import { deleteDocument } from "./documents/delete-document.ts";
import { getDocument } from "./documents/get-document.ts";
import { ingestAgain } from "./documents/ingest-again.ts";
import { listDocuments } from "./documents/list-documents.ts";
import { listPassages } from "./documents/list-passages.ts";
import { knowledgeErrors } from "./errors.ts";
import { ingestDocument } from "./ingest/ingest-document.job.ts";
import { indexCollection } from "./search/index-collection.job.ts";
import { searchKnowledge } from "./search/search-knowledge.ts";
import { knowledgeCollections, knowledgeDocuments, knowledgeIndexes, knowledgePassages } from "./tables.ts";

export const knowledgeModule: Module = {
  name: "knowledge",
  tables: [knowledgeCollections, knowledgeDocuments, knowledgePassages, knowledgeIndexes],
  endpoints: [
    listCollections,
    createCollection,
    getCollection,
    updateCollection,
    deleteCollection,
    listDocuments,
    createDocument,
    getDocument,
    deleteDocument,
    ingestAgain,
    listPassages,
    searchKnowledge,
  ],
  jobs: [ingestDocument, indexCollection],
  errors: knowledgeErrors,
  provides: ["knowledge"],
};
