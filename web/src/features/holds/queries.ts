import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Hold = Row<"/holds">;
export type Held = Row<"/holds/{hold_id}/contacts">;

const pathOf = (hold_id: string) => ({ params: { path: { hold_id } } });

export const holdsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["holds", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/holds", { params: { query } }))),
  });

export const heldQuery = (id: string) =>
  queryOptions({
    queryKey: ["held", id],
    queryFn: () =>
      allOf((query) => bodyOf(api.GET("/holds/{hold_id}/contacts", { params: { path: { hold_id: id }, query } }))),
  });

export const askHold = (body: {
  predicate: Hold["predicate"];
  basis: string;
  review_at: string;
  reach: Hold["reach"];
}): Promise<Hold> => bodyOf(api.POST("/holds", { body }));

export const reviewHold = (id: string, review_at: string): Promise<Hold> =>
  bodyOf(api.POST("/holds/{hold_id}/review", { ...pathOf(id), body: { review_at } }));

export const releaseHold = (id: string, reason: string): Promise<Hold> =>
  bodyOf(api.POST("/holds/{hold_id}/release", { ...pathOf(id), body: { reason } }));

/** As the browser's downloads take it. */
export async function fetchHeld(heldId: string): Promise<Blob> {
  const params = { path: { held_contact_id: heldId } };
  const answer = await api.GET("/held-contacts/{held_contact_id}/archive", { params, parseAs: "blob" });
  return bodyOf(Promise.resolve({ data: answer.data as Blob, response: answer.response }));
}
