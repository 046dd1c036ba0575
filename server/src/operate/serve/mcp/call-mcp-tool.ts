import type { App, Credentials } from "../../../framework/app.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { handleRequest } from "../../../framework/request/handle-request.ts";
import { newId } from "../../../framework/ids.ts";
import { parseBody } from "../../../framework/request/parse-input.ts";
import { toProblem } from "../../../framework/http/problems.ts";
import type { TakeLimit } from "../../../framework/request/rate-limit.ts";
import { noBytes } from "../../../framework/http/read-body.ts";
import type { McpTool } from "./offered-tools.ts";

/** Who calls, by what they brought. */
export type McpCaller = { credentials: Credentials; signal: AbortSignal };

export type ToolResult = {
  content: { type: "text"; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
};

/** A call is a request like any other: same limits, same rights, same entry in the audit log. */
export async function callMcpTool(
  { app, takeLimit }: { app: App; takeLimit: TakeLimit },
  tool: McpTool | undefined,
  { args, caller, key }: { args: unknown; caller: McpCaller; key?: string | undefined },
): Promise<ToolResult> {
  const requestId = newId("req", app.clock.now());
  try {
    if (!tool) throw requestErrors.not_found();
    const answer = await handleRequest(app, takeLimit, tool.endpoint, {
      requestId,
      credentials: caller.credentials,
      // Read as a body is: the same depth, the same characters.
      sources: [parseBody(Buffer.from(JSON.stringify(args ?? {})))],
      idempotencyKey: key,
      browserToken: undefined,
      ifMatch: undefined,
      lastEventId: undefined,
      range: undefined,
      bytes: noBytes(),
      signal: caller.signal,
    });
    const structuredContent = JSON.parse(answer.body) as Record<string, unknown>;
    return { content: [{ type: "text", text: answer.body }], structuredContent };
  } catch (error) {
    const { problem, isBug } = toProblem(error, requestId);
    if (isBug) app.log.error({ err: error, request_id: requestId }, "a tool call failed");
    return { isError: true, content: [{ type: "text", text: JSON.stringify(problem) }] };
  }
}
