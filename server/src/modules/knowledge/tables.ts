import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { PackedPart } from "./search/pack-part.ts";

const ours = {
  category: "organization.content",
  purposes: ["knowledge", "converse"],
  erase: "shred",
  export: true,
} as const;
const ofOrganization = { ...ours, seal: "subject" } as const;
const ofDocument = { ...ours, seal: "object" } as const;
const because = "What agents look things up in is there until someone deletes it.";

/** Documents that belong together; agents are given whole collections. */
export const knowledgeCollections = table("knowledge_collections", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because },
  columns: {
    id: plain.id("kco"),
    name: personal.text(ofOrganization),
    description: personal.text(ofOrganization),
    /** What turns passages into vectors, as models are named; null: they are found by their words alone. */
    embedding_model: plain.word().nullable(),
    /** Whether a document in which personal data is found is refused, or taken and marked. */
    personal_data: plain.oneOf(["mark", "refuse"]),
    created_by: plain.actor(),
    created_at: plain.time(),
  },
});

export const documentStates = ["waiting", "reading", "embedding", "ready", "failed"] as const;

/** One document of a collection, with how far it was taken in. */
export const knowledgeDocuments = table("knowledge_documents", {
  tenant: "workspace",
  owner: owns.via("collection_id", "knowledge_collections"),
  keep: { cls: "content", because },
  columns: {
    id: plain.id("kdo"),
    collection_id: plain.ref("knowledge_collections"),
    /** Its content; of an address only once that was read. */
    file_id: plain.ref("files").nullable(),
    /** Opens title, address and passages; goes with the row, and what was cut from it with it. */
    object_key: plain.objectKey(),
    title: personal.text(ofDocument),
    url: personal.text(ofDocument).nullable(),
    state: plain.oneOf(documentStates),
    error_code: plain.word().nullable(),
    /** Counts how often it was taken in; work for an earlier time is not done. */
    revision: plain.int(),
    format: plain.word().nullable(),
    pages: plain.int().nullable(),
    passages: plain.int(),
    /** How many of them have a vector. */
    embedded: plain.int(),
    /** How many of them the guardrail kept from the model that makes vectors. */
    held_back: plain.int(),
    /** How much of which data class was found in it. */
    found: plain.json<Record<string, number>>(),
    sandbox: plain.bool(),
    created_by: plain.actor(),
    created_at: plain.time(),
    updated_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "collection_id", "id"] }, { on: ["file_id"] }],
});

/**
 * What is found in the passages of a document that is ready, in parts of a few hundred: whoever searches reads it in one
 * piece. Made of the passages, gone with them, and made anew where it is missing.
 */
export const knowledgeIndexes = table("knowledge_indexes", {
  tenant: "workspace",
  owner: owns.via("document_id", "knowledge_documents"),
  keep: { cls: "content", because },
  columns: {
    id: plain.id("kix"),
    document_id: plain.ref("knowledge_documents"),
    /** Of the document when it was made, with as many passages as are in this part. */
    revision: plain.int(),
    part: plain.int(),
    passages: plain.int(),
    /** Words and numbers; what is told of the document is told by its passages. */
    body: personal.json<PackedPart>({ ...ofDocument, export: false }),
  },
  indexes: [{ on: ["workspace_id", "document_id", "part"], unique: true }],
});

/** A stretch of a document, as it is found and shown. Words and vectors are sealed alike: neither can be searched in the database. */
export const knowledgePassages = table("knowledge_passages", {
  tenant: "workspace",
  owner: owns.via("document_id", "knowledge_documents"),
  keep: { cls: "content", because },
  columns: {
    id: plain.id("kpa"),
    document_id: plain.ref("knowledge_documents"),
    place: plain.int(),
    page: plain.int().nullable(),
    /** Where it stands in the document's text, in UTF-16 units. */
    starts_at: plain.int(),
    ends_at: plain.int(),
    heading: personal.text(ofDocument).nullable(),
    text: personal.text(ofDocument),
    vector_state: plain.oneOf(["waiting", "made", "held_back", "none"]),
    /** Base64 of one signed byte for each dimension. */
    vector: personal.text({ ...ofDocument, export: false }).nullable(),
  },
  indexes: [
    { on: ["workspace_id", "document_id", "place"], unique: true },
    { on: ["workspace_id", "document_id"], where: "vector_state = 'waiting'" },
  ],
});
