import type { Manifest } from "../backup/manifest.ts";
import { describeSize } from "./describe-size.ts";

/** What a backup has of files, in lines for a person; what is missing is said and named. */
export function describeObjects({ objects }: Manifest): string[] {
  if (!objects) return ["The contents of files are not in it: copy their store by other means."];
  const { count, bytes, missing, missing_names } = objects;
  const there = `${count} contents of files, ${describeSize(bytes)}.`;
  if (missing === 0) return [there];
  const more = missing > missing_names.length ? " and more" : "";
  return [there, `${missing} contents were missing in their store or cut off: ${missing_names.join(", ")}${more}`];
}
