import { askTogether } from "../../framework/ask-together.ts";
import type { Work } from "../../framework/context.ts";
import type { EndpointRow } from "./present-endpoint.ts";

type Question = { work: Work; workspaceId: string; id: string };

/** Finds endpoints, still sealed. What goes out of one workspace at the same moment shares a statement, which sees that workspace only. */
export const openEndpointFinder = () =>
  askTogether<Question, EndpointRow>(async (asked) => {
    const byWorkspace = Map.groupBy(asked, ({ workspaceId }) => workspaceId);
    const found = await Promise.all([...byWorkspace.values()].map(readOfWorkspace));
    const rows = new Map(found.flat().map((row) => [row.id, row]));
    return asked.map(({ id, workspaceId }) => {
      const row = rows.get(id);
      return row?.workspace_id === workspaceId ? row : undefined;
    });
  });

function readOfWorkspace(asked: readonly Question[]): Promise<EndpointRow[]> {
  const [{ work, workspaceId }] = asked as [Question];
  return work.db.query<EndpointRow>("select * from webhook_endpoints where workspace_id = $1 and id = any($2)", [
    workspaceId,
    [...new Set(asked.map(({ id }) => id))],
  ]);
}
