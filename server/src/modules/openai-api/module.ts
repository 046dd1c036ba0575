import type { Module } from "../../framework/endpoint.ts";
import { createChatCompletion } from "./create-chat-completion.ts";
import { createEmbedding } from "./create-embedding.ts";
import { createImage } from "./create-image.ts";
import { createModeration } from "./create-moderation.ts";
import { createResponse } from "./create-response.ts";
import { openaiApiErrors } from "./errors.ts";
import { listModels } from "./list-models.ts";

/** OpenAI's API, for programs that were written for it. */
export const openaiApiModule: Module = {
  name: "openai-api",
  exchanges: [listModels, createChatCompletion, createResponse, createEmbedding, createImage, createModeration],
  errors: openaiApiErrors,
};
