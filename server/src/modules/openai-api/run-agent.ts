import { checkAi, checkConsent, egressErrors, type GenerationChunk } from "../../egress/public.ts";
import { secondMs } from "../../framework/clock.ts";
import type { Context } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { ModelMessage } from "../../integrations/roles/models/model.ts";
import { textOfMessage } from "../../integrations/roles/models/text-of.ts";
import type { AgentInUse } from "../agents/public.ts";
import { cancelRun, findRun, holdsAnswers, listenForRun, type OpenRun, startRun } from "../runs/public.ts";
import type { Answer } from "./collect-answer.ts";
import type { Said } from "./read-messages.ts";

const lookEveryMs = 15 * secondMs;
const waiting: ReadonlySet<string> = new Set(["awaiting_approval", "awaiting_connection"]);

type Asked = {
  agent: AgentInUse;
  said: Said;
  contactId?: string | null | undefined;
  variables?: Record<string, string> | null | undefined;
};
type Ran = { run: OpenRun; answer: Answer };

/**
 * An agent with tools works in a run of its own, and whoever asked waits for it. One that waits for a person is answered at once,
 * and goes on by itself.
 * @throws Refusal where the run did not end well
 */
export async function runAgent(
  ctx: Context<"workspace">,
  { agent, said, contactId = null, variables }: Asked,
  signal: AbortSignal,
): Promise<Ran> {
  requireScope(ctx);
  await checkAi(ctx, "runs.write");
  await checkConsent(ctx, contactId);
  const { instructions } = said;
  const told = {
    messages: said.messages.flatMap(toTurn),
    ...(instructions && { instructions }),
    ...(variables && { variables }),
  };
  const isUntrusted = holdsAnswers(told.messages);
  const id = await ctx.inScope((step) => startRun(step, { agent, trigger: "v1", told, isUntrusted, contactId }));
  const news = listenForRun(ctx.signals, id, signal);
  try {
    for (;;) {
      const run = await findRun(ctx, id);
      if (run.ended_at || waiting.has(run.state)) return { run, answer: await readAnswer(ctx, run) };
      if (signal.aborted) {
        await ctx.inScope((step) => cancelRun(step, id));
        signal.throwIfAborted();
      }
      await news.next(lookEveryMs);
    }
  } finally {
    news.close();
  }
}

/** A key that may only ask models has no tools. @throws Refusal `request.not_allowed` */
function requireScope({ principal }: Context): void {
  const scopes = "scopes" in principal ? principal.scopes : undefined;
  if (scopes && !scopes.includes("runs.write"))
    throw requestErrors.not_allowed({ permission: "runs.write", rule: "key.scope" });
}

/** What tools of the caller said before is nothing that this agent's tools said. */
function toTurn(message: ModelMessage): { role: "user" | "assistant"; content: string }[] {
  return message.role === "tool" ? [] : [{ role: message.role, content: textOfMessage(message) }];
}

const usageSql = `select coalesce(sum(g.tokens_in), 0)::int as tokens_in, coalesce(sum(g.tokens_out), 0)::int as tokens_out
  from run_steps s join generations g on g.workspace_id = s.workspace_id and g.id = s.generation_id
  where s.workspace_id = $1 and s.run_id = $2`;

async function readAnswer(ctx: Context<"workspace">, run: OpenRun): Promise<Answer> {
  const code = run.reason ?? run.state;
  if (run.ended_at && run.state !== "completed") throw egressErrors.model_refused({ code });
  const [used] = await ctx.db.query<{ tokens_in: number; tokens_out: number }>(usageSql, [run.workspace_id, run.id]);
  const text = run.state === "completed" ? (run.output ?? "") : "This waits for a person. It goes on by itself.";
  return { text, reasoning: "", calls: [], finish: "stop", usage: { type: "usage", ...used! } };
}

/** The same as a model's chunks. */
export async function* speakAnswer({ answer }: Ran): AsyncGenerator<GenerationChunk> {
  yield { type: "text", text: answer.text };
  yield answer.usage;
  yield { type: "finish", reason: answer.finish };
}

/** What a program that knows Avow finds besides. */
export const aboutRun = ({ id, state }: OpenRun) => ({ avow: { run_id: id, state } });
