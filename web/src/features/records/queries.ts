import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type Records = Answer<"/records">;
export type RecordsTable = "processing" | "retention" | "transfers";

export const recordsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["records", organizationId],
    queryFn: () => bodyOf(api.GET("/records")),
  });

export const publicRecordsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["records", "public", organizationId],
    queryFn: () =>
      bodyOf(
        api.GET("/trust/organizations/{organization_id}/records", {
          params: { path: { organization_id: organizationId } },
        }),
      ),
  });

export const downloadTable = (table: RecordsTable): Promise<Blob> =>
  bodyOf(api.GET("/records/{table}/csv", { params: { path: { table } }, parseAs: "blob" }));

export const downloadDpv = (): Promise<Blob> => bodyOf(api.GET("/records/dpv", { parseAs: "blob" }));
