import type { Work } from "../../../framework/context.ts";
import type { ConnectorError, ConnectorFailure } from "../../../integrations/roles/connector.ts";
import type { ServerAnswer } from "../../../integrations/roles/tool-server.ts";
import { type McpServer, tableOf } from "../find-servers.ts";
import { noteFailure, noteTools } from "../look-at-server.ts";
import { type Reached, reachServer } from "../reach-server.ts";
import { readTools, type SeenTool } from "./read-tools.ts";

export type Asking = { args: Record<string, unknown>; key: string; signal: AbortSignal };

export type Asked =
  | { state: "answered"; answer: ServerAnswer }
  | { state: "changed" }
  | Exclude<Reached<unknown>, { state: "answered" }>;

/** More than a model is given of one answer. */
const answerCharsMax = 100_000;

/**
 * Uses a tool as it was accepted. The server is asked first what it says of it now: one that speaks otherwise than when somebody
 * looked is told nothing.
 */
export async function askServer(work: Work, server: McpServer, tool: SeenTool, asking: Asking): Promise<Asked> {
  const reached = await reachServer<Asked>(work, server, {
    signal: asking.signal,
    async ask(opened) {
      const seen = readTools(await opened.listTools());
      if (tellsAllTheSame(server)) await noteTools(work, server, { revision: opened.revision, seen });
      const isSame = seen.some(({ name, fingerprint }) => name === tool.name && fingerprint === tool.fingerprint);
      if (!isSame) return { state: "changed" };
      const { text, hasFailed } = await opened.call({ tool: tool.name, args: asking.args, key: asking.key });
      await noteUse(work, server);
      return { state: "answered", answer: { text: text.slice(0, answerCharsMax), hasFailed } };
    },
  });
  if (reached.state === "failed") await noteFailure(work, server, reached.error);
  return reached.state === "answered" ? reached.value : reached;
}

/** What a server tells one person of its tools may be about their account: everybody's list is made by no run of theirs. */
const tellsAllTheSame = ({ owner, sign_in }: McpServer) => owner === "person" || sign_in !== "person";

async function noteUse(work: Work, { id, owner, workspace_id }: McpServer): Promise<void> {
  await work.inScope((step) =>
    step.db.query(`update ${tableOf[owner].name} set used_at = $3 where workspace_id = $1 and id = $2`, [
      workspace_id,
      id,
      step.clock.now(),
    ]),
  );
}

export const changedSentence =
  "The server tells of this tool in other words than those that were accepted. Somebody has to look at it first.";

const sentences: Record<ConnectorFailure, string> = {
  unauthorized: "The server does not take the secret.",
  forbidden: "The server does not let this secret do that.",
  insufficient: "What was allowed when somebody signed in at the server is not enough for that.",
  not_found: "There is no such server any more.",
  throttled: "The server asks to slow down; try again later.",
  refused: "The server did not take the request.",
  failed: "The server failed.",
  unreadable: "The server's answer could not be read.",
  unreachable: "The server could not be reached.",
};
export const sentenceOf = ({ failure }: ConnectorError): string => sentences[failure];
