import { askApi } from "../roles/calls/ask-api.ts";
import type { Api } from "../roles/connector.ts";

type Part = {
  mimeType?: string;
  filename?: string;
  body?: { data?: string; size?: number };
  headers?: { name: string; value: string }[];
  parts?: Part[];
};
type Message = { id: string; threadId?: string; snippet?: string; labelIds?: string[]; payload?: Part };

const listedMost = 10;
const textCharsMax = 40_000;
const shown = ["From", "To", "Cc", "Subject", "Date", "Message-ID"];

const headOf = ({ id, threadId, payload, labelIds }: Message) => {
  const named = (payload?.headers ?? []).filter(({ name }) =>
    shown.some((one) => one.toLowerCase() === name.toLowerCase()),
  );
  const isUnread = labelIds?.includes("UNREAD") ?? false;
  return {
    id,
    thread_id: threadId,
    unread: isUnread,
    ...Object.fromEntries(named.map(({ name, value }) => [name.toLowerCase(), value])),
  };
};

/** Mails that Gmail finds for a query in its own words, newest first. */
export async function searchMail(api: Api, { query }: { query: string }) {
  const at = "/gmail/v1/users/me/messages";
  const found = await askApi<{ messages?: { id: string }[] }>(api, at, { query: { q: query, maxResults: listedMost } });
  const mails = [];
  for (const { id } of found.messages ?? []) {
    const message = await askApi<Message>(api, `${at}/${encodeURIComponent(id)}`, { query: { format: "metadata" } });
    mails.push({ ...headOf(message), snippet: message.snippet });
  }
  return mails;
}

export async function readMail(api: Api, { id }: { id: string }) {
  const at = `/gmail/v1/users/me/messages/${encodeURIComponent(id)}`;
  const message = await askApi<Message>(api, at, { query: { format: "full" } });
  const parts = flatten(message.payload);
  const text =
    parts.find(({ mimeType }) => mimeType === "text/plain") ?? parts.find(({ mimeType }) => mimeType === "text/html");
  const words = Buffer.from(text?.body?.data ?? "", "base64url").toString();
  const attachments = parts.flatMap(({ filename, mimeType, body }) =>
    filename ? [{ name: filename, type: mimeType, bytes: body?.size }] : [],
  );
  return { ...headOf(message), text: words.slice(0, textCharsMax), attachments };
}

const flatten = (part: Part | undefined): Part[] => (part ? [part, ...(part.parts ?? []).flatMap(flatten)] : []);
