import { cellContext, encrypt, newDataKey, seal, wrapKey } from "../../server/src/framework/keys/sealing.ts";
import { newId } from "../../server/src/framework/ids.ts";
import { conversations, messages } from "../../server/src/modules/conversations/tables.ts";
import { users } from "../../server/src/modules/users/tables.ts";
import type { BenchDeployment } from "./deployment.ts";
import { plantSession } from "./plant-session.ts";

export type Talker = { userId: string; organizationId: string; workspaceId: string; conversationId: string };

const batch = 2000;
const text = JSON.stringify("A message about as long as what somebody writes to an agent before lunch. ".repeat(4));

/** A signed-in person with one conversation of so many messages, each sealed as the product seals it. */
export async function plantMessages(deployment: BenchDeployment, rows: number): Promise<Talker> {
  const { app } = deployment;
  const { userId, organizationId, workspaceId } = await plantSession(deployment);
  const at = app.clock.now();
  const account = await app.keys.of({ kind: "user", id: userId }, "account");
  const { email, name } = seal(users, account, { id: userId, email: "someone@example.test", name: "Someone" });
  await app.database.system.query("update users set email = $2, name = $3 where id = $1", [userId, email, name]);
  await app.database.system.query("delete from sessions where user_id = $1", [userId]);
  const tenant = { organization_id: organizationId, workspace_id: workspaceId };
  const conversationId = newId("cnv", at);
  const objectKey = newDataKey();
  const under = await app.keys.of({ kind: "user", id: userId }, "conversation");
  const context = cellContext(conversations, "object_key", { ...tenant, id: conversationId });
  const { system } = app.database;
  await system.query(
    `insert into conversations (organization_id, workspace_id, id, user_id, agent_id, object_key, sandbox, revision, title_revision, created_at, updated_at)
     values ($1, $2, $3, $4, 'agt_none', $5, true, $6, 1, $7, $7)`,
    [organizationId, workspaceId, conversationId, userId, wrapKey(under, context, objectKey), rows, at],
  );
  for (let start = 0; start < rows; start += batch) {
    const ids = Array.from({ length: Math.min(batch, rows - start) }, () => newId("msg", at));
    const sealed = ids.map((id) =>
      encrypt(objectKey, cellContext(messages, "text", { ...tenant, id }), Buffer.from(text)),
    );
    await system.query(
      `insert into messages (organization_id, workspace_id, id, conversation_id, user_id, role, state, text, position, revision, superseded, sandbox, created_at)
       select $1, $2, m.id, $3, $4, 'user', 'complete', m.text, $5 + m.n, $5 + m.n, false, true, $6
       from unnest($7::text[], $8::bytea[]) with ordinality as m(id, text, n)`,
      [organizationId, workspaceId, conversationId, userId, start, at, ids, sealed],
    );
  }
  return { userId, organizationId, workspaceId, conversationId };
}

/** `--rows=N` of the command line. */
export function askedRows(usual: number): number {
  const asked = process.argv.find((word) => /^--rows=[1-9]\d*$/.test(word));
  return asked ? Number(asked.slice("--rows=".length)) : usual;
}
