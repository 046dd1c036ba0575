export { aboutAgent, findConversation } from "./find-conversation.ts";
export { keepPlaceholders } from "./answers/keep-placeholders.ts";
export { messageAnswered } from "./messages/finish-message.ts";
export { ifThere } from "./messages/find-message.ts";
export { type AnsweredTurn, readTurn } from "./messages/read-turn.ts";
export { withholdMessages } from "./messages/withhold-messages.ts";
export { showRun } from "./answers/show-run.ts";
