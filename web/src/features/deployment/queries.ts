import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api.ts";

export const deploymentQuery = queryOptions({
  queryKey: ["deployment"],
  queryFn: () => bodyOf(api.GET("/deployment")),
  staleTime: 60_000,
});
