import type { Work } from "../../framework/context.ts";
import { contactErased, dropIdentity, isJoined, removeContact } from "../contacts/public.ts";
import { dropConversation, findToEnd, ifThere } from "../conversations/public.ts";

export type Leaving = { id: string; contact_id: string; conversation_id: string };

/**
 * Erases a visitor with all that was said, in a step of whoever their conversation belongs to. Of a contact that they are
 * only part of by now what they brought goes, and the rest stays: it is not theirs to erase.
 */
export async function forgetVisitor(step: Work, { id, contact_id, conversation_id }: Leaving): Promise<void> {
  const { organizationId, workspaceId, userId } = step.scope;
  const found = userId ? await ifThere(findToEnd(step, conversation_id)) : undefined;
  if (found) await dropConversation(step, found.id);
  if (await isJoined(step, contact_id)) {
    await step.db.query("delete from widget_visitors where workspace_id = $1 and id = $2", [workspaceId, id]);
    await dropIdentity(step, contact_id, { kind: "web_visitor", value: id });
    return;
  }
  await removeContact(step, contact_id);
  const gone = { organization_id: organizationId!, workspace_id: workspaceId!, contact_id };
  await step.emit(contactErased, gone);
}
