import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Approval = Row<"/approvals">;

export const approvalsQuery = (workspaceId: string, state?: "pending") =>
  queryOptions({
    queryKey: ["approvals", workspaceId, state ?? "all"],
    queryFn: () =>
      allOf((page) => bodyOf(api.GET("/approvals", { params: { query: { ...page, ...(state && { state }) } } }))),
  });

/** What an agent asks a yes for; gone with the run it belongs to. */
export const toolQuestionQuery = (id: string) =>
  queryOptions({
    queryKey: ["approval-question", id],
    queryFn: () => bodyOf(api.GET("/approvals/{approval_id}/question", { params: { path: { approval_id: id } } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Decides on exactly what was shown: its hash goes along. */
export async function decide({ id, hash }: Approval, verb: "approve" | "reject", reason: string): Promise<void> {
  const params = { path: { approval_id: id } };
  if (verb === "reject") await bodyOf(api.POST("/approvals/{approval_id}/reject", { params, body: { hash, reason } }));
  else
    await bodyOf(api.POST("/approvals/{approval_id}/approve", { params, body: { hash, ...(reason && { reason }) } }));
}

/** What waits for whoever was mailed the link. */
export const showByLink = (token: string) => bodyOf(api.POST("/approval-links/show", { body: { token } }));

export const decideByLink = (token: string, decision: "approve" | "reject", reason: string) =>
  bodyOf(api.POST("/approval-links/decide", { body: { token, decision, ...(reason !== "" && { reason }) } }));
