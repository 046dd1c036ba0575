import { port } from "../../../framework/ports.ts";

/** A picture without what came with it, and a small one of it: both base64. */
export type PictureRead = { width: number; height: number; picture: string; preview: string };

/** Reads a picture where it can do no harm. @throws Unreadable */
export type ReadPicture = (
  format: string,
  bytes: Uint8Array,
  options: { signal?: AbortSignal | undefined },
) => Promise<PictureRead>;

/** Not filled in processes that run no jobs. */
export const readPicturePort = port<ReadPicture | undefined>("attachments.read_picture");
