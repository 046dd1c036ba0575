import type { StoredObject } from "../roles/object-store.ts";

const element = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };
const unescape = (text: string) => text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => entities[entity] ?? entity);

/**
 * A page of ListObjectsV2. Keys of ours have no character that XML escapes; what somebody else put in the bucket and
 * is named otherwise is left out.
 */
export function readListing(xml: string): { objects: StoredObject[]; next: string | undefined } {
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, content = ""]): StoredObject[] => {
    const name = element(content, "Key") ?? "";
    const modifiedAt = new Date(element(content, "LastModified") ?? "");
    if (!/^[a-z0-9_-]{8,200}$/.test(name) || Number.isNaN(modifiedAt.getTime())) return [];
    return [{ name, bytes: Number(element(content, "Size")), modifiedAt }];
  });
  const isCut = element(xml, "IsTruncated") === "true";
  const token = element(xml, "NextContinuationToken");
  return { objects, next: isCut && token ? unescape(token) : undefined };
}
