import { defineErrors } from "../../framework/errors.ts";

export const conversationErrors = defineErrors("conversations", {
  still_answering: {
    status: 409,
    title: "The agent is still answering.",
    help: "Wait for the answer to end, or stop it.",
    retryable: true,
  },
  agent_gone: {
    status: 409,
    title: "The agent of this conversation was deleted.",
    help: "The conversation can still be read. Start a new one with another agent.",
  },
  not_an_answer: {
    status: 422,
    title: "Only the agent's answers can be asked for again.",
    help: "Send the id of an answer that is not an earlier version.",
  },
  not_your_words: {
    status: 422,
    title: "Only your own messages can be edited.",
    help: "Send the id of a message of yours that is not an earlier version.",
  },
  visitors_only: {
    status: 409,
    title: "Only the visitor writes in this conversation.",
    help: "It came by a widget of yours. You can read it and delete it.",
  },
  attachment_not_ready: {
    status: 409,
    title: "An attachment is still being read.",
    help: "Wait until its `state` is `ready`, and send the message again.",
    retryable: true,
  },
  attachment_unusable: {
    status: 409,
    title: "An attachment cannot be sent.",
    help: "It could not be read, was sent already, or is not of this conversation. Leave it out, or add it again.",
  },
  /** On a message, never as an answer to a request. */
  interrupted: {
    status: 503,
    title: "The answer broke off on our side.",
    help: "What had arrived is kept. Retry to get the whole answer.",
    retryable: true,
  },
  gave_up: {
    status: 503,
    title: "The answer could not be made, although we tried several times.",
    help: "Retry. If it happens again, tell the operator the message's id.",
    retryable: true,
  },
});
