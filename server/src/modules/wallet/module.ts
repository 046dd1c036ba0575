import type { Module } from "../../framework/endpoint.ts";
import { createQuote } from "./create-quote.ts";
import { createTopUp } from "./create-top-up.ts";
import { walletCredited } from "./credit-wallet.ts";
import { downloadTransactions } from "./download-transactions.ts";
import { getReconciliation } from "./get-reconciliation.ts";
import { getUsage } from "./get-usage.ts";
import { getWallet } from "./get-wallet.ts";
import { grantToOrganization } from "./grant-to-organization.ts";
import { listReservations } from "./list-reservations.ts";
import { listTransactions } from "./list-transactions.ts";
import { topUps } from "./tables.ts";

export const walletModule: Module = {
  name: "wallet",
  tables: [topUps],
  endpoints: [
    createQuote,
    getReconciliation,
    getWallet,
    listTransactions,
    downloadTransactions,
    listReservations,
    getUsage,
    createTopUp,
    grantToOrganization,
  ],
  events: [walletCredited],
};
