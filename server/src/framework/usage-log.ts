import type { Caller } from "./app.ts";
import { port } from "./ports.ts";

/** A request once it is answered: the route's template, never its path, query or body. */
export type NotedRequest = {
  method: string;
  route: string;
  status: number;
  ms: number;
  ip: string;
  at: Date;
  /** Who asked, where that was proved. */
  caller: Caller | undefined;
};

/** What someone who agreed to it looked at. */
export type NotedScreen = {
  userId: string;
  screen: string;
  referrerHost: string | undefined;
  size: "small" | "medium" | "large";
  at: Date;
};

/** Notes how this process is used, off the way of what it notes. Holds a bounded number; what is beyond is dropped and counted. */
export type UsageLog = {
  noteRequest(request: NotedRequest): void;
  noteScreen(screen: NotedScreen): void;
  /** Writes what is held. */
  flush(): Promise<void>;
  /** Writes every few seconds until the returned function is called, which writes what is left. */
  keepWriting(): () => Promise<void>;
  /** How much this process dropped because it came faster than it could be written. */
  dropped(): number;
};

export const usageLogPort = port<UsageLog>("framework.usage_log");
