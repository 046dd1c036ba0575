import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { findConversation } from "../../conversations/public.ts";
import { type FileRow, type FoundFile, keyOfKind, kinds, openName } from "../../files/public.ts";

export type AttachmentRow = FileRow & {
  conversation_id: string;
  user_id: string;
  message_id: string | null;
  source: "person" | "agent";
  state: "empty" | "reading" | "ready" | "failed";
  error_code: string | null;
  format: string | null;
  pages: number | null;
  width: number | null;
  height: number | null;
  has_preview: boolean;
};

/** An attachment as files are found, with what is known of it besides. */
export type OpenAttachment = FoundFile & { row: AttachmentRow };

/** All but what it says and shows. */
const columns = `id, organization_id, workspace_id, conversation_id, user_id, message_id, source, state, error_code, format,
  pages, width, height, preview is not null as has_preview, object_key, name, type, bytes, content_hash, object, created_at, damaged_at`;

/** This person's attachments for which a condition on `$3` holds, the oldest first. */
export async function findAttachments(
  work: Work,
  condition: string,
  value: unknown,
  { lock = "", limit = 1000 } = {},
): Promise<OpenAttachment[]> {
  const kind = kinds.conversation;
  const { workspaceId, userId } = work.scope;
  const rows = await work.db.query<AttachmentRow>(
    `select ${columns} from attachments where workspace_id = $1 and user_id = $2 and ${condition} order by id limit ${limit} ${lock}`,
    [workspaceId, userId, value],
  );
  if (rows.length === 0) return [];
  const outer = await keyOfKind(work, kind);
  return rows.map((row) => ({ row, kind, outer, name: openName(work, kind, outer, row) }));
}

/** One of this person's attachments. @throws Refusal `request.not_found` */
export async function findAttachment(work: Work, id: string, lock = ""): Promise<OpenAttachment> {
  const [found] = await findAttachments(work, "id = $3", id, { lock });
  if (!found) throw requestErrors.not_found();
  return found;
}

export type LoadedAttachment = OpenAttachment & { agent_id: string };

/** With the conversation it belongs to, whose agent rules look at. @throws Refusal `request.not_found` */
export async function loadAttachment(work: Work, id: string): Promise<LoadedAttachment> {
  const found = await findAttachment(work, id);
  const { agent_id } = await findConversation(work, found.row.conversation_id);
  return { ...found, agent_id };
}

export const aboutAgent = (_: unknown, { agent_id }: LoadedAttachment) => ({ agent: agent_id });
