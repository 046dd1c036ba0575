import type { Work } from "../../framework/context.ts";
import { newDataKey } from "../../framework/keys/sealing.ts";
import { gatePort, type Plan } from "../ports.ts";
import type { TextRequest } from "../request.ts";
import { leastOfPlan, ledgerOf, mostOfPlan } from "./reserve-call.ts";
import type { LedgerName } from "./tables.ts";

export type QuoteAsked = {
  model: string;
  prompt: string;
  maxTokens?: number | undefined;
  agentId?: string | undefined;
};

export type Quote = {
  ledger: LedgerName;
  least: number;
  most: number;
  /** What the wallet has left for it, and each budget that counts: what is least decides. */
  wallet: number;
  budgets: { id: string; left: number }[];
};

/** What a call would set aside and could cost, by the same rules as the call itself. Sends and keeps nothing. */
export async function quoteCall(work: Work, { model, prompt, maxTokens, agentId }: QuoteAsked): Promise<Quote> {
  const request: TextRequest = {
    kind: "text",
    id: work.newId("gen"),
    surface: "rest",
    permission: "conversations.write",
    artefact: work.newId("gen"),
    key: newDataKey(),
    model,
    messages: [{ role: "user", content: prompt }],
    signal: AbortSignal.timeout(10_000),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
  };
  return quoteRequest(work, request, await work.port(gatePort).findRoute(work, request), agentId);
}

/** The same for a request that is known in full, and its way. */
export async function quoteRequest(
  work: Work,
  request: TextRequest,
  plan: Plan,
  agentId = request.agentId,
): Promise<Quote> {
  const ledger = ledgerOf(plan);
  const left = await readLeft(work, ledger, agentId);
  return { ledger, least: leastOfPlan(request, plan), most: mostOfPlan(request, plan), ...left };
}

async function readLeft(work: Work, ledger: LedgerName, agentId: string | undefined) {
  const { organizationId, workspaceId, userId } = work.scope;
  const subjects = [organizationId, workspaceId, userId, agentId].filter((id) => id !== undefined);
  const [wallets, budgets] = await Promise.all([
    work.db.query<{ available: number }>(
      "select balance - held as available from ledger_accounts where organization_id = $1 and ledger = $2 and kind = 'wallet'",
      [organizationId, ledger],
    ),
    work.db.query<{ id: string; left: number }>(
      `select id, greatest(0, ceiling - held - case when renews_at <= $4 then 0 else spent end) as left
       from budgets where organization_id = $1 and ledger = $2 and subject_id = any($3) order by 2, 1`,
      [organizationId, ledger, subjects, work.clock.now()],
    ),
  ]);
  return { wallet: wallets[0]?.available ?? 0, budgets };
}
