import type { Module } from "../../framework/endpoint.ts";
import { answerMessage } from "./answers/answer-message.job.ts";
import { changeConversation } from "./change-conversation.ts";
import { createConversation } from "./create-conversation.ts";
import { deleteConversation } from "./delete-conversation.ts";
import { editMessage } from "./messages/edit-message.ts";
import { conversationErrors } from "./errors.ts";
import { followConversation } from "./stream/follow-conversation.ts";
import { getConversation } from "./get-conversation.ts";
import { listConversations } from "./list-conversations.ts";
import { listMessages } from "./messages/list-messages.ts";
import { onGenerationInterrupted } from "./answers/on-generation-interrupted.ts";
import { onContactGone } from "./on-contact-gone.ts";
import { onContactMerged } from "./on-contact-merged.ts";
import { retryMessage } from "./messages/retry-message.ts";
import { sendMessage } from "./messages/send-message.ts";
import { stopMessage } from "./messages/stop-message.ts";
import { conversationPlaceholders, conversations, messageChunks, messages } from "./tables.ts";
import { keepContentOwned } from "./promises/keep-content-owned.ts";

export const conversationsModule: Module = {
  name: "conversations",
  tables: [conversations, messages, messageChunks, conversationPlaceholders],
  endpoints: [
    listConversations,
    createConversation,
    getConversation,
    changeConversation,
    deleteConversation,
    listMessages,
    sendMessage,
    followConversation,
    stopMessage,
    retryMessage,
    editMessage,
  ],
  jobs: [answerMessage],
  reactions: [onGenerationInterrupted, onContactGone, onContactMerged],
  errors: conversationErrors,
  promises: [keepContentOwned],
};
