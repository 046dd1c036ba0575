import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api.ts";

/** `payload` is the exact text that was signed; parsed it is a `ReceiptPayload`. */
export interface SignedReceipt {
  payload: string;
  signature: string;
  public_key: string;
  key_id: string;
  algorithm: "Ed25519";
}

export interface ReceiptPayload {
  id: string;
  subject: { kind: "user" | "organization" };
  requested_at: string;
  completed_at: string;
  erased: { what: string; rows: number; how: "shredded" | "deleted" | "anonymized" }[];
  kept: { what: string; rows: number; basis: string; until: string | null }[];
  backups_until: string | null;
}

export const receiptQuery = (token: string) =>
  queryOptions({
    queryKey: ["receipts", token],
    queryFn: async () => {
      const path = { receipt_token: token };
      return (await api.GET<SignedReceipt>("/receipts/{receipt_token}", { params: { path } })).data;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
