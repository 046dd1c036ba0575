import type { Api } from "../roles/connector.ts";
import { askSlack } from "./ask-slack.ts";

type Channel = { id: string; name?: string; topic?: { value?: string }; is_archived?: boolean };
type Message = {
  ts: string;
  user?: string;
  text?: string;
  thread_ts?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
};

const listedMost = 200;
const readMost = 50;
const mark = "avow_effect";

export async function listChannels(api: Api) {
  const asked = { exclude_archived: true, limit: listedMost, types: "public_channel" };
  const { channels } = await askSlack<{ channels?: Channel[] }>(api, "conversations.list", asked);
  return (channels ?? []).map(({ id, name, topic }) => ({ id, name, topic: topic?.value }));
}

export async function readMessages(api: Api, { channel }: { channel: string }) {
  const { messages } = await askSlack<{ messages?: Message[] }>(api, "conversations.history", {
    channel,
    limit: readMost,
  });
  return (messages ?? []).map(({ ts, user, text, thread_ts }) => ({ at: ts, by: user, text, thread: thread_ts }));
}

export type Post = { channel: string; text: string };

/** Slack knows no key for an effect: the message carries ours unseen, and is found again by it. */
export async function postMessage(api: Api, { channel, text }: Post, key: string): Promise<string> {
  const metadata = { event_type: mark, event_payload: { key } };
  const { ts } = await askSlack<{ ts: string }>(api, "chat.postMessage", { channel, text, metadata });
  return ts;
}

export async function findPosted(api: Api, { channel }: Post, key: string): Promise<string | undefined> {
  const asked = { channel, limit: readMost, include_all_metadata: true };
  const { messages } = await askSlack<{ messages?: Message[] }>(api, "conversations.history", asked);
  return messages?.find(({ metadata }) => metadata?.event_type === mark && metadata.event_payload?.["key"] === key)?.ts;
}
