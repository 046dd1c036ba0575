export { Unreadable } from "./parsing/fail-reading.ts";
export { parserProgram } from "./parsing/parse-input.ts";
export { type ParseDocument, parseDocumentPort } from "./ingest/parse-document-port.ts";
export { keepShelves, shelvesPort } from "./search/keep-shelves.ts";
export { knowledgeFetchPort } from "./ingest/read-content.ts";
export { listKnowledgeTools } from "./search/list-knowledge-tools.ts";
export { openShelf } from "./search/open-shelf.ts";
export { splitWords } from "./search/split-words.ts";
export { packVector, unpackVector } from "./search/pack-vector.ts";
