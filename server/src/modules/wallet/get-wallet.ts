import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { readWallets, walletOutput } from "./read-wallets.ts";

export const getWallet = endpoint({
  method: "GET",
  path: "/wallet",
  summary: "What is left, what is set aside, and the grants it comes from.",
  description: "Amounts are micro-credits. Sandbox credits are a wallet of their own, and pay for nothing real.",
  scope: "organization",
  permission: "wallet.read",
  purpose: "billing",
  input: z.strictObject({}),
  output: z.object({ wallets: z.array(walletOutput) }),
  run: async ({ db }) => ({ wallets: await readWallets(db) }),
});
