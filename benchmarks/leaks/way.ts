import type { Prompt } from "./make-prompts.ts";

/** What came of a prompt on its way out. 422 is a no. `echo` is what came back of it, where that can be compared. */
export type Sent = { status: number; sent: string; echo?: string | undefined };

/** One way out, and everything that arrived at its end since it was last asked. */
export type Way = {
  name: string;
  send(prompt: Prompt, at: number): Promise<Sent>;
  received(): string[];
  close?(): Promise<void>;
};
