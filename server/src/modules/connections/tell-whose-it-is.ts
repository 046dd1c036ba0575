import type { Work } from "../../framework/context.ts";
import type { ConnectedName } from "../../integrations/roles/connector.ts";
import { sendMail } from "../mail/public.ts";
import { connectorsPort } from "./connectors-port.ts";

type About = { connection_id: string; service: ConnectedName };
type Telling = { template: "connection_ended" } | { template: "connection_expiring"; ends: string };

/** Whoever can connect it again is told by mail, once for each account and end; whoever left has nothing here to connect. */
export async function tellWhoseItIs(work: Work, about: About, telling: Telling): Promise<void> {
  const filling = { service: titleOf(work, about), link: `${work.deployment.origin}${pageOf(about)}` };
  for (const userId of await findWhose(work, about.connection_id)) {
    const to = { userId };
    if (telling.template === "connection_ended")
      await sendMail(work, { to, template: telling.template, filling, once: `${about.connection_id}:${userId}` });
    else
      await sendMail(work, {
        to,
        template: telling.template,
        filling: { ...filling, ends: telling.ends },
        once: `${about.connection_id}:${telling.ends}:${userId}`,
      });
  }
}

const pageOf = ({ service }: About) => (service === "mcp" ? "/connections/mcp" : "/connections/accounts");

/** A server is called what its member called it: no word for a mail. */
const titleOf = (work: Work, { service }: About): string =>
  work.port(connectorsPort).connectors.find(({ name }) => name === service)?.title ?? "MCP";

/** The person whose it is; for the workspace's whoever connected it, or the owners where they left. */
async function findWhose({ db, scope }: Work, id: string): Promise<string[]> {
  const members = "select m.user_id from memberships m where m.organization_id = $1";
  if (id.startsWith("con_")) {
    const own = await db.query<{ user_id: string }>(`${members} and m.user_id = $2`, [
      scope.organizationId,
      scope.userId,
    ]);
    return own.map(({ user_id }) => user_id);
  }
  const connected = await db.query<{ user_id: string }>(
    `${members} and m.user_id = (select created_by from workspace_connections where workspace_id = $2 and id = $3)`,
    [scope.organizationId, scope.workspaceId, id],
  );
  const told =
    connected.length > 0
      ? connected
      : await db.query<{ user_id: string }>(`${members} and m.role = 'owner'`, [scope.organizationId]);
  return told.map(({ user_id }) => user_id);
}
