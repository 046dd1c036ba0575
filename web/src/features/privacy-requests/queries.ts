import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type PrivacyRequest = Row<"/privacy-requests">;
export type RequestState = PrivacyRequest["state"];
export type ErasePlan = Answer<"/privacy-requests/{request_id}/plan">;
export type PlanItem = ErasePlan["items"][number];

const watchMs = 2_000;
const pathOf = (id: string) => ({ path: { request_id: id } });

/** Looks again while something is under way. */
export const privacyRequestsQuery = queryOptions({
  queryKey: ["privacy-requests"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/privacy-requests", { params: { query } }))),
  refetchInterval: ({ state }) => (state.data?.some((request) => request.state === "executing") ? watchMs : false),
});

export const erasePlanQuery = (id: string) =>
  queryOptions({
    queryKey: ["privacy-requests", id, "plan"],
    queryFn: () => bodyOf(api.GET("/privacy-requests/{request_id}/plan", { params: pathOf(id) })),
    staleTime: 0,
  });

export async function requestPrivacy(body: {
  kind: PrivacyRequest["kind"];
  subject: Exclude<PrivacyRequest["subject"], "contact">;
  organization_id?: string;
}): Promise<PrivacyRequest> {
  return bodyOf(api.POST("/privacy-requests", { body }));
}

/** Erasing at once, without days to change one's mind, takes the typed name as well. */
export async function confirmErase(id: string, body: { immediately: boolean; confirmation: string }): Promise<void> {
  await api.POST("/privacy-requests/{request_id}/confirm", { params: pathOf(id), body });
}

export async function withdrawRequest(id: string): Promise<void> {
  await api.POST("/privacy-requests/{request_id}/withdraw", { params: pathOf(id) });
}

/** A plain link: the cookie is all that a download carries. */
export const archiveUrl = (id: string) => `/api/v1/privacy-requests/${encodeURIComponent(id)}/archive`;

/** Whom a request is about: an organization, or the person who asks. */
export const subjectOf = (organizationId: string | undefined) =>
  organizationId === undefined
    ? ({ subject: "me" } as const)
    : ({ subject: "organization", organization_id: organizationId } as const);

export type ImportReport = Awaited<ReturnType<typeof importArchive>>;

/** Takes an archive into the workspace one is in; as a dry run it only tells what would come of it. */
export function importArchive(whose: "mine" | "organization", file: File, isDry: boolean) {
  const sent = {
    params: { query: { dry_run: isDry ? ("true" as const) : ("false" as const) } },
    body: file as never, // OpenAPI has no word for bytes
    bodySerializer: (same: unknown) => same as File,
    headers: { "content-type": "application/octet-stream" },
  };
  return whose === "mine" ? bodyOf(api.PUT("/imports/mine", sent)) : bodyOf(api.PUT("/imports/organization", sent));
}
