import * as z from "zod";
import type { Message } from "../../conversations/public.ts";

/** A message as a visitor sees it: nothing of models, costs or runs. */
export const turnOutput = z.object({
  id: z.string(),
  role: z.enum(["user", "assistant"]),
  state: z.enum(["queued", "streaming", "complete", "stopped", "failed"]),
  text: z.string(),
  sandbox: z.boolean().describe("No AI was called."),
  created_at: z.iso.datetime(),
});

export const presentTurn = ({ id, role, state, text, sandbox, created_at }: Message): z.input<typeof turnOutput> => {
  return { id, role, state, text, sandbox, created_at };
};
