import { queryOptions } from "@tanstack/react-query";
import { ApiError } from "@avow/client";
import { type Answer, api, bodyOf } from "../../api.ts";

export type SignedReceipt = Answer<"/receipts/{receipt_token}">;
export type Receipt = SignedReceipt["receipt"];

const watchMs = 3_000;

export const receiptQuery = (token: string) =>
  queryOptions({
    queryKey: ["receipts", token],
    queryFn: () => bodyOf(api.GET("/receipts/{receipt_token}", { params: { path: { receipt_token: token } } })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchInterval: ({ state }) => (isPending(state.error) ? watchMs : false),
  });

/** The erasure is still under way; its receipt comes at the end. */
export function isPending(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === "privacy_requests.receipt_pending";
}
