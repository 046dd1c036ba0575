import type { Db } from "../../framework/database/tenant.ts";

/** Carries a conversation's id, and a message's where only more of its text is there. Ids only. */
export const conversationsChannel = "avow_conversations";

/** Tells everyone who follows, once this transaction commits. */
export const announceChange = (db: Db, conversationId: string) =>
  db.query("select pg_notify($1, $2)", [conversationsChannel, conversationId]);
