import type { Deployment } from "../../framework/context.ts";
import type { GivenTo } from "../receipts/receipt.ts";

/** The one receiver that deletes when a program asks it to: the store of files, where it is somebody else's server. */
export function describeStore({ objects }: Pick<Deployment, "objects">, removed: number, at: Date): GivenTo[] {
  if (objects.kind !== "s3" || removed === 0) return [];
  const name = `Object store ${new URL(objects.endpoint).host}`;
  return [{ name, outcome: `was asked to delete ${removed} sealed contents, and did`, by: at.toISOString() }];
}
