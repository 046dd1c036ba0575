import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Wallet = Answer<"/wallet">["wallets"][number];
export type Grant = Wallet["grants"][number];
export type Transaction = Row<"/wallet/transactions">;
export type Reservation = Row<"/wallet/reservations">;
export type UsageRow = Answer<"/wallet/usage">["data"][number];
export type LedgerName = Wallet["ledger"];
export type UsageBy = "workspace" | "model" | "agent" | "api_key" | "user";

export const walletQuery = (organizationId: string) =>
  queryOptions({ queryKey: ["wallet", organizationId], queryFn: () => bodyOf(api.GET("/wallet")) });

const pageParam = { initialPageParam: null as string | null };

export const transactionsQuery = (organizationId: string, ledger: LedgerName) =>
  infiniteQueryOptions({
    queryKey: ["wallet", organizationId, "transactions", ledger],
    queryFn: ({ pageParam: cursor }) =>
      bodyOf(api.GET("/wallet/transactions", { params: { query: { ledger, limit: 50, ...(cursor && { cursor }) } } })),
    ...pageParam,
    getNextPageParam: (page) => page.next_cursor,
  });

export const reservationsQuery = (organizationId: string, ledger: LedgerName) =>
  queryOptions({
    queryKey: ["wallet", organizationId, "reservations", ledger],
    queryFn: () => bodyOf(api.GET("/wallet/reservations", { params: { query: { ledger, limit: 25 } } })),
  });

export const usageQuery = (organizationId: string, ask: { ledger: LedgerName; by: UsageBy; days: number }) =>
  queryOptions({
    queryKey: ["wallet", organizationId, "usage", ask],
    queryFn: () => bodyOf(api.GET("/wallet/usage", { params: { query: ask } })),
  });

export type Check = Answer<"/wallet/reconciliation">["checks"][number];

export const reconciliationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["wallet", organizationId, "reconciliation"],
    queryFn: () => bodyOf(api.GET("/wallet/reconciliation")),
  });

export async function topUp(body: { amount: number; card_last4: string }): Promise<void> {
  await bodyOf(api.POST("/wallet/top-ups", { body }));
}

export async function downloadTransactions(ledger: LedgerName): Promise<Blob> {
  const query = { ledger };
  return bodyOf(api.GET("/wallet/transactions.csv", { params: { query }, parseAs: "blob" }));
}
