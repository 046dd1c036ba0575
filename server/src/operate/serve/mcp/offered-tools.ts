import type { AnyEndpoint, Endpoint } from "../../../framework/endpoint.ts";
import { isStream } from "../../../framework/endpoint.ts";

/**
 * What programs may do here by the Model Context Protocol: endpoints under the names that models see. Shapes, words, rights and
 * refusals are the endpoints' own. Nothing that says yes for a person, erases, makes keys or changes a policy is among them.
 */
const names: Readonly<Record<string, string>> = {
  agents_list: "GET /agents",
  agents_run: "POST /runs",
  runs_list: "GET /runs",
  runs_get: "GET /runs/{run_id}",
  runs_cancel: "POST /runs/{run_id}/cancel",
  tools_list: "GET /tools",
  approvals_list: "GET /approvals",
  contacts_list: "GET /contacts",
  contacts_search: "POST /contacts/search",
  connections_list: "GET /connections",
  conversations_list: "GET /conversations",
  conversations_get: "GET /conversations/{conversation_id}",
  deliveries_list: "GET /deliveries",
  deliveries_explain: "GET /deliveries/{delivery_id}",
  events_list: "GET /events",
  files_list: "GET /files",
  knowledge_list: "GET /knowledge-collections",
  knowledge_search: "POST /knowledge-searches",
  memories_search: "POST /memory-searches",
  models_list: "GET /models",
  policy_check: "POST /guardrails/preview",
  quotes_create: "POST /quotes",
  wallet_balance: "GET /wallet",
};

/** Reads by another method, because what is asked is no part of an address. */
const reading = new Set(["contacts_search", "knowledge_search", "memories_search", "policy_check", "quotes_create"]);
/** Has agents act, in the workspace and outside. */
const reachingOut = new Set(["agents_run"]);

export type McpTool = { name: string; endpoint: Endpoint; annotations: Record<string, boolean> };

/** The tools that there are endpoints for, in the order of their names. */
export function listMcpTools(endpoints: readonly AnyEndpoint[]): McpTool[] {
  const byAddress = new Map(endpoints.map((e) => [`${e.method} ${e.path}`, e]));
  return Object.entries(names)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, address]) => {
      const endpoint = byAddress.get(address);
      if (!endpoint || isStream(endpoint)) return [];
      const readOnlyHint = endpoint.method === "GET" || reading.has(name);
      const idempotentHint = readOnlyHint || name === "runs_cancel";
      const annotations = {
        readOnlyHint,
        idempotentHint,
        destructiveHint: !readOnlyHint,
        openWorldHint: reachingOut.has(name),
      };
      return [{ name, endpoint, annotations }];
    });
}
