import type { Work } from "../../../framework/context.ts";
import { attachments } from "../../files/public.ts";
import type { OpenAttachment } from "./find-attachment.ts";

/** What is found out about an attachment. */
export type Described = {
  state: "ready" | "failed";
  error_code?: string;
  format?: string;
  text?: string;
  pages?: number | null;
  preview?: string;
  width?: number;
  height?: number;
};

/** Writes it down, in the transaction that has the attachment locked. */
export async function describeAttachment(
  step: Pick<Work, "db" | "seal">,
  { row, outer }: OpenAttachment,
  described: Described,
): Promise<void> {
  const { id, workspace_id, organization_id } = row;
  const place = { id, workspace_id, organization_id };
  const {
    id: _,
    workspace_id: __,
    organization_id: ___,
    ...set
  } = step.seal(attachments, outer, { ...place, ...described });
  await step.db
    .of(attachments)
    .updateTable("attachments")
    .set(set)
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .execute();
}
