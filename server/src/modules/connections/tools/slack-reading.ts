import * as z from "zod";
import { declareReading } from "./declare-reading.ts";
import { declareWriting } from "./declare-writing.ts";

const channel = z
  .string()
  .regex(/^[A-Z0-9]{6,20}$/)
  .describe("Its id, as `slack_list_channels` tells it.");

export const slackReading = [
  declareReading({
    need: { service: "slack", ability: "channels.read" },
    name: "slack_list_channels",
    title: "Slack: channels",
    says: "can see channels",
    description: "Lists the public channels of the person's Slack.",
    input: z.strictObject({}),
    operation: "listChannels",
  }),
  declareReading({
    need: { service: "slack", ability: "channels.read" },
    name: "slack_read_messages",
    title: "Slack: messages",
    says: "can read channels",
    description: "Reads the newest messages of a channel.",
    input: z.strictObject({ channel }),
    operation: "readMessages",
  }),
];

export const slackWriting = [
  declareWriting({
    need: { service: "slack", ability: "messages.write" },
    name: "slack_post",
    title: "Slack: write",
    says: "can write in channels as the person",
    description: "Writes a message in a channel, as the person.",
    input: z.strictObject({ channel, text: z.string().trim().min(1).max(4000) }),
    texts: ["text"],
    reach: (post) => ({ urls: [post.channel] }),
    operation: "postMessage",
    isFoundAgain: true,
  }),
];
