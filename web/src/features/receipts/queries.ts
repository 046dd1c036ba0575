import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type SignedReceipt = Answer<"/receipts/{receipt_token}">;
export type Receipt = SignedReceipt["receipt"];

export const receiptQuery = (token: string) =>
  queryOptions({
    queryKey: ["receipts", token],
    queryFn: () => bodyOf(api.GET("/receipts/{receipt_token}", { params: { path: { receipt_token: token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
