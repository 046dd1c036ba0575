import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useCurrent } from "../workspaces/current.ts";
import { type Belonging, createFile, deleteFile, filesQuery } from "./queries.ts";
import { sendContent } from "./send-content.ts";

/** One file on its way. */
export type Upload = { key: string; name: string; share: number; error?: unknown };

/** Sends files one after the other; `onStored` is what is done with each. What fails stays in sight until it is dismissed. */
export function useUploads(belongsTo: Belonging, onStored?: (fileId: string) => Promise<unknown>) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const dismiss = (key: string) => setUploads((all) => all.filter((one) => one.key !== key));
  const change = (key: string, to: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const sendOne = async ({ key }: Upload, content: File) => {
    try {
      await upload({ content, belongsTo, workspaceId: workspace.id, onStored }, (share) => change(key, { share }));
      dismiss(key);
    } catch (error) {
      change(key, { error });
    }
    await client.invalidateQueries(filesQuery(workspace.id, belongsTo));
  };
  const send = async (contents: File[]) => {
    const added = contents.map(({ name }) => ({ key: crypto.randomUUID(), name, share: 0 }));
    setUploads((all) => [...all, ...added]);
    for (const [index, content] of contents.entries()) await sendOne(added[index]!, content);
  };
  return { uploads, send, dismiss };
}

type Asked = {
  content: File;
  belongsTo: Belonging;
  workspaceId: string;
  onStored: ((fileId: string) => Promise<unknown>) | undefined;
};

/** What does not arrive leaves no empty file behind. */
async function upload(asked: Asked, onProgress: (share: number) => void): Promise<void> {
  const { content, belongsTo, workspaceId, onStored } = asked;
  const { id } = await createFile(content.name, belongsTo);
  try {
    await sendContent({ path: `/files/${encodeURIComponent(id)}/content`, workspaceId, content }, onProgress);
    await onStored?.(id);
  } catch (error) {
    const left = await deleteFile(id).then(
      () => undefined,
      (second: unknown) => second,
    );
    if (left === undefined) throw error;
    throw new AggregateError([error, left], "The upload broke off, and left an empty file.", { cause: error });
  }
}
