import type { paths } from "@avow/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";

export type Generation = Row<"/generations">;
export type GenerationFilter = NonNullable<paths["/generations"]["get"]["parameters"]["query"]>;

export const generationsQuery = (workspaceId: string, filter: GenerationFilter) =>
  infiniteQueryOptions({
    queryKey: ["generations", workspaceId, filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET("/generations", { params: { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } } }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
