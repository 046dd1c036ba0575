import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

type Roles = Answer<"/roles">;
export type Role = Roles["roles"][number]["role"];
export type PermissionName = Roles["permissions"][number]["permission"];

/** What each role is for and may do, and what of it an API key can be given. */
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => bodyOf(api.GET("/roles")),
  staleTime: Number.POSITIVE_INFINITY,
});
