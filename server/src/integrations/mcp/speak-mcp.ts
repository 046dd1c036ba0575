import {
  Client,
  type JsonSchemaValidator,
  type jsonSchemaValidator,
  ProtocolError,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { ConnectorError, type ConnectorFailure } from "../roles/connector.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import type { ServerAnswer, ServerTool, ToolServers } from "../roles/tool-server.ts";
import { fetchForMcp, type Noted } from "./fetch-for-mcp.ts";

/** One answer; the outward client has limits of its own for the whole. */
const answerWithinMs = 25_000;
const pagesMax = 10;

/** What a tool answers is text to us, whatever it says it is: schemas of outsiders are run over nothing. */
const trustsNoSchema: jsonSchemaValidator = {
  getValidator:
    <T>(): JsonSchemaValidator<T> =>
    (data) => ({ valid: true, data: data as T, errorMessage: undefined }),
};

/**
 * Remote servers of the Model Context Protocol over Streamable HTTP, by its own library: the revision of 2026 where the server
 * speaks it, else those before. Nothing is offered to the server: no sampling, no questions, no roots.
 */
export const speakMcp: ToolServers = {
  async open({ url, headers }, { fetch, signal }) {
    const noted: Noted = {};
    const client = new Client(
      { name: "avow", version: "1" },
      {
        versionNegotiation: { mode: "auto" },
        inputRequired: { autoFulfill: false },
        jsonSchemaValidator: trustsNoSchema,
        listMaxPages: pagesMax,
      },
    );
    const transport = new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers: { ...headers } },
      fetch: fetchForMcp(fetch, noted),
      reconnectionOptions: {
        maxRetries: 0,
        initialReconnectionDelay: 1,
        maxReconnectionDelay: 1,
        reconnectionDelayGrowFactor: 1,
      },
    });
    const options = { signal, timeout: answerWithinMs };
    const close = async () => {
      if (transport.sessionId !== undefined) await transport.terminateSession().catch(() => undefined); // it ends by itself
      await client.close().catch(() => undefined); // nothing is open any more
    };
    try {
      await client.connect(transport, options);
    } catch (error) {
      await close();
      throw explain(error, noted, false);
    }
    return {
      revision: client.getNegotiatedProtocolVersion() ?? "unknown",
      async listTools() {
        try {
          const { tools } = await client.listTools(undefined, { ...options, cacheMode: "refresh" });
          return tools.map(readTool);
        } catch (error) {
          throw explain(error, noted, false);
        }
      },
      async call({ tool, args, key }) {
        const meta = { "avow/operation": key };
        try {
          return readAnswer(await client.callTool({ name: tool, arguments: args, _meta: meta }, options));
        } catch (error) {
          throw explain(error, noted, true);
        }
      },
      close,
    };
  },
};

const readTool = (tool: Awaited<ReturnType<Client["listTools"]>>["tools"][number]): ServerTool => ({
  name: tool.name,
  description: tool.description ?? "",
  inputSchema: tool.inputSchema,
  annotations: { ...tool.annotations },
});

type Result = Awaited<ReturnType<Client["callTool"]>>;

function readAnswer({ content, structuredContent, isError }: Result): ServerAnswer {
  const parts = content.map((part) => {
    if (part.type === "text") return part.text;
    if (part.type === "resource_link") return part.uri;
    if (part.type === "resource" && "text" in part.resource) return part.resource.text;
    return `[${part.type}, not shown]`;
  });
  if (parts.length === 0 && structuredContent !== undefined) parts.push(JSON.stringify(structuredContent));
  return { text: parts.join("\n"), hasFailed: isError === true };
}

const byStatus: Record<number, ConnectorFailure> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  410: "not_found",
  429: "throttled",
};

const neverLeft = new Set([
  "egress.destination_refused",
  "egress.host_not_registered",
  "egress.tls_refused",
  "egress.unreachable",
]);

/** The protocol's words for a request that was not even begun: unreadable, no such method, wrong arguments, another version. */
const nothingDone = new Set([-32700, -32600, -32601, -32602, -32020, -32021, -32022]);

/** By what was seen on the way rather than by what the library says of it: that may quote the server. */
function explain(error: unknown, { status, thrown, retryAfterMs }: Noted, isCall: boolean): ConnectorError {
  if (thrown instanceof ProviderError)
    return new ConnectorError("unreachable", { mayHaveHappened: isCall && !neverLeft.has(thrown.code) });
  if (status !== undefined && status >= 400) {
    const failure = byStatus[status] ?? (status >= 500 ? "failed" : "refused");
    return new ConnectorError(failure, { status, retryAfterMs, mayHaveHappened: isCall && status >= 500 });
  }
  if (error instanceof ProtocolError)
    return new ConnectorError("refused", { mayHaveHappened: isCall && !nothingDone.has(error.code) });
  return new ConnectorError("unreadable", { mayHaveHappened: isCall });
}
