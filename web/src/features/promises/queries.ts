import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type Board = Answer<"/promises">;
export type KeptPromise = Board["promises"][number];
export type PromiseState = KeptPromise["state"];
export type Evidence = Row<"/promises/{promise}/evidence">;

const lookEveryMs = 30_000;

export const boardQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["promises", organizationId],
    queryFn: () => bodyOf(api.GET("/promises")),
    refetchInterval: lookEveryMs,
  });

export const evidenceQuery = (organizationId: string, promise: string) =>
  queryOptions({
    queryKey: ["promises", organizationId, promise],
    queryFn: () =>
      allOf((query) => bodyOf(api.GET("/promises/{promise}/evidence", { params: { path: { promise }, query } }))),
  });

export async function lookNow(promises?: string[]): Promise<void> {
  await api.POST("/operator/promises/run", { body: promises ? { promises } : {} });
}

export const downloadEvidenceLog = (): Promise<Blob> => bodyOf(api.GET("/evidence-log", { parseAs: "blob" }));
