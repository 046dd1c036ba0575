import { useState } from "react";
import { ApiError } from "@avow/client";
import { randomId } from "../../random-id.ts";
import { sendContent } from "../files/send-content.ts";
import { useCurrent } from "../workspaces/current.ts";
import {
  type Attachment,
  attachmentBytesMax,
  attachmentsMax,
  createAttachment,
  deleteAttachment,
  readAttachment,
} from "./queries.ts";

/** A file on its way into a message: sent, read, ready or failed. */
export interface Pending {
  key: string;
  name: string;
  bytes: number;
  /** How much of it is there, from 0 to 1. */
  share: number;
  attachment?: Attachment;
  error?: unknown;
}

export interface Attachments {
  pending: readonly Pending[];
  /** Something is still on its way. */
  isBusy: boolean;
  /** Of those that can be sent. */
  readyIds: readonly string[];
  add: (files: readonly File[]) => void;
  remove: (key: string) => void;
  /** After they were sent. */
  forget: (ids: readonly string[]) => void;
}

const isReady = ({ attachment }: Pending) => attachment?.state === "ready";
const isOver = (one: Pending) => one.error !== undefined || isReady(one);

/** What is to go with the next message of a conversation, which is made when the first file comes. */
export function useAttachments(conversationIdOf: () => Promise<string>): Attachments {
  const { workspace } = useCurrent();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const change = (key: string, to: Partial<Pending>) =>
    setPending((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));

  const sendOne = async (key: string, content: File) => {
    try {
      const refusal = refuse(content);
      if (refusal) throw refusal;
      const made = await createAttachment(await conversationIdOf(), content.name || "pasted");
      change(key, { attachment: made });
      const path = `/attachments/${encodeURIComponent(made.id)}/content` as const;
      await sendContent({ path, workspaceId: workspace.id, content }, (share) => change(key, { share }));
      const read = await untilRead(made.id);
      change(key, { attachment: read, share: 1, ...(read.error && { error: new ApiError(toProblem(read.error)) }) });
    } catch (error) {
      change(key, { error });
    }
  };

  return {
    pending,
    isBusy: pending.some((one) => !isOver(one)),
    readyIds: pending.filter(isReady).flatMap(({ attachment }) => attachment?.id ?? []),
    add(files) {
      const room = attachmentsMax - pending.length;
      const added = files.slice(0, Math.max(0, room)).map((content) => ({ content, key: randomId() }));
      setPending((all) => [
        ...all,
        ...added.map(({ key, content }) => ({ key, name: content.name || "pasted", bytes: content.size, share: 0 })),
      ]);
      for (const { key, content } of added) void sendOne(key, content);
    },
    remove(key) {
      const id = pending.find((one) => one.key === key)?.attachment?.id;
      setPending((all) => all.filter((one) => one.key !== key));
      if (id !== undefined) deleteAttachment(id).catch(() => undefined); // it goes with its conversation
    },
    forget: (ids) => setPending((all) => all.filter(({ attachment }) => !attachment || !ids.includes(attachment.id))),
  };
}

function refuse({ size }: File): ApiError | undefined {
  if (size === 0) return new ApiError(toProblem({ code: "empty", title: "This file is empty.", help: "Add another." }));
  if (size <= attachmentBytesMax) return undefined;
  const help = "A file may have 25 MiB. Add the part that matters, or a smaller picture.";
  return new ApiError(toProblem({ code: "too_large", title: "This file is too large.", help }));
}

const toProblem = (of: { code: string; title: string; help: string }) => ({
  ...of,
  type: "about:blank",
  status: 422,
  facts: {},
  request_id: "",
  retryable: false,
});

const lookEveryMs = 400;
const looksMax = 300;

/** What the worker made of it. */
async function untilRead(id: string): Promise<Attachment> {
  for (let look = 0; look < looksMax; look++) {
    const read = await readAttachment(id);
    if (read.state === "ready" || read.state === "failed") return read;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  const help = "Remove it and add it again, or try later.";
  throw new ApiError(toProblem({ code: "slow", title: "This file is not read yet.", help }));
}
