import type { Fetch } from "./calls/fetch.ts";

/** What a server says of one of its tools. Nothing of it is believed. */
export type ServerTool = {
  name: string;
  description: string;
  inputSchema: unknown;
  /** As the server put them; absent ones were not said. */
  annotations: Readonly<Record<string, unknown>>;
};

/** What a tool answered: it failed by its own word, or it did not. */
export type ServerAnswer = { text: string; hasFailed: boolean };

export type ServerCall = { tool: string; args: Record<string, unknown>; key: string };

/** A server that was reached and answers. What fails is a `ConnectorError`, which carries nothing that the server wrote. */
export type OpenServer = {
  /** The revision of the protocol that both speak. */
  revision: string;
  listTools(): Promise<ServerTool[]>;
  /** Of the last list. */
  call(asked: ServerCall): Promise<ServerAnswer>;
  close(): Promise<void>;
};

export type ServerAddress = { url: string; headers: Readonly<Record<string, string>> };

/** How servers with tools are reached. */
export type ToolServers = {
  open(address: ServerAddress, way: { fetch: Fetch; signal: AbortSignal }): Promise<OpenServer>;
};
