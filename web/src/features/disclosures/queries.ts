import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Disclosure = Row<"/disclosures">;
export type Way = NonNullable<Disclosure["told_how"]>;

const pathOf = (disclosure_id: string) => ({ params: { path: { disclosure_id } } });

export const disclosuresQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["disclosures", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/disclosures", { params: { query } }))),
  });

export const disclosureCountsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["disclosures", workspaceId, "counts"],
    queryFn: async () => (await bodyOf(api.GET("/disclosure-counts"))).years,
  });

interface Case {
  contact_id: string;
  authority: string;
  legal_basis: string;
  extent: string;
  withheld_until?: string;
  withheld_because?: string;
}

export const askDisclosure = (body: Case): Promise<Disclosure> => bodyOf(api.POST("/disclosures", { body }));

export const handOut = (id: string, handed_to: string): Promise<Disclosure> =>
  bodyOf(api.POST("/disclosures/{disclosure_id}/hand-out", { ...pathOf(id), body: { handed_to } }));

export const tellSubject = (id: string, told_how: Way): Promise<Disclosure> =>
  bodyOf(api.POST("/disclosures/{disclosure_id}/tell", { ...pathOf(id), body: { told_how } }));

export const withholdNotice = (id: string, until: string, because: string): Promise<Disclosure> =>
  bodyOf(api.POST("/disclosures/{disclosure_id}/withhold", { ...pathOf(id), body: { until, because } }));

/** As the browser's downloads take it. */
export async function fetchDisclosure(id: string): Promise<Blob> {
  const answer = await api.GET("/disclosures/{disclosure_id}/archive", { ...pathOf(id), parseAs: "blob" });
  return bodyOf(Promise.resolve({ data: answer.data as Blob, response: answer.response }));
}
