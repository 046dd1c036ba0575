import { defineErrors } from "../../framework/errors.ts";

export const widgetErrors = defineErrors("widgets", {
  limit_reached: {
    status: 409,
    title: "A workspace has no more widgets than this.",
    help: "`facts.limit` is how many there may be. Delete one that is not used any more.",
  },
  off: {
    status: 409,
    title: "This chat is switched off.",
    help: "Whoever runs the site can switch it on again, or be reached in another way.",
  },
  agent_unpublished: {
    status: 409,
    title: "Nobody answers here at the moment.",
    help: "The agent of this widget is not published, or was deleted. Publish it, or choose another one.",
  },
  origin_refused: {
    status: 403,
    title: "This chat is not for the site it was opened on.",
    help: "Whoever runs it can add the site's origin to the widget.",
  },
  visitor_unknown: {
    status: 401,
    title: "This conversation is over.",
    help: "It was deleted, its time has run out, or it was begun elsewhere. Begin a new one.",
  },
  notice_changed: {
    status: 409,
    title: "What you agreed to has changed meanwhile.",
    help: "Read the notice again and agree to it as it is now.",
  },
  too_young: {
    status: 403,
    title: "This chat is for adults.",
    help: "Only who says that they are of age can talk here.",
  },
  daily_limit: {
    status: 429,
    title: "There is no more room in this chat today.",
    help: "`facts.of` says whose limit it is: the visitor's, the network's or the whole widget's. Try again tomorrow.",
    retryable: true,
  },
  budget_spent: {
    status: 429,
    title: "This chat has answered as much as it may today.",
    help: "Try again tomorrow. Whoever runs it can raise the widget's budget.",
    retryable: true,
  },
});
