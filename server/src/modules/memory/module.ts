import type { Module } from "../../framework/endpoint.ts";
import { memoryErrors } from "./errors.ts";
import { embedMemory } from "./extract/embed-memory.job.ts";
import { extractMemories } from "./extract/extract-memories.job.ts";
import { onMessageAnswered } from "./extract/on-message-answered.ts";
import { createMemory } from "./keep/create-memory.ts";
import { deleteMemory } from "./keep/delete-memory.ts";
import { memoryForgotten } from "./keep/forget-memories.ts";
import { memoryCreated } from "./keep/insert-memory.ts";
import { listMemories } from "./keep/list-memories.ts";
import { updateMemory } from "./keep/update-memory.ts";
import { onContactGone } from "./on-contact-gone.ts";
import { onContactMerged } from "./on-contact-merged.ts";
import { searchMemories } from "./recall/search-memories.ts";
import { memories } from "./tables.ts";

export const memoryModule: Module = {
  name: "memory",
  tables: [memories],
  endpoints: [listMemories, createMemory, updateMemory, deleteMemory, searchMemories],
  jobs: [extractMemories, embedMemory],
  reactions: [onMessageAnswered, onContactGone, onContactMerged],
  events: [memoryCreated, memoryForgotten],
  errors: memoryErrors,
  provides: ["memory"],
};
