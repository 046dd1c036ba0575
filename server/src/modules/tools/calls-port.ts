import type { Delivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";

/** A tool call that became a delivery, for whoever composes what is sent. */
export type SentCall = {
  id: string;
  agentId: string;
  userId: string;
  tool: string;
  /** What the model wants, parsed as JSON; the tool's own `parse` makes it what it is. */
  input: unknown;
  settings: Record<string, unknown>;
  /** It is accepted without being sent. */
  sandbox: boolean;
};

/** The runs behind deliveries. */
export type Calls = {
  /** Nothing where the call went with its conversation or its person. */
  read(work: Work, delivery: Delivery): Promise<SentCall | undefined>;
  /** What the other side answered, for the model to be told; only of a call that is not over. It was written outside. */
  keepAnswer(work: Work, delivery: Delivery, text: string): Promise<void>;
  /** The run goes on. */
  wake(work: Work, delivery: Delivery): Promise<void>;
};

export const callsPort = port<Calls>("tools.calls");

/** The way out of tools: public addresses only, small answers within a minute, no redirects. */
export const toolFetchPort = port<Fetch>("tools.fetch");
