import { createRoute, redirect, retainSearchParams } from "@tanstack/react-router";
import * as z from "zod/mini";
import { ApiError } from "@avow/client";
import { chooseTenant } from "../../api.ts";
import { meQuery } from "../../features/users/queries.ts";
import { rolesQuery } from "../../features/roles/queries.ts";
import { pickCurrent, rememberWorkspace } from "../../features/workspaces/current.ts";
import { Layout } from "../layout.tsx";
import { rootRoute } from "./root.tsx";
import { word } from "./search-parts.ts";

/** Everything behind the sign-in. The workspace is part of the address, so that a link means the same for everyone. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "app",
  validateSearch: z.object({ workspace: word }),
  search: { middlewares: [retainSearchParams(["workspace"])] },
  beforeLoad: async ({ context: { queryClient }, search, location }) => {
    const roles = queryClient.query({ ...rolesQuery, staleTime: "static" });
    const me = await queryClient.query({ ...meQuery, staleTime: "static" }).catch((error: unknown) => {
      if (error instanceof ApiError && error.problem.status === 401) {
        throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
      }
      throw error;
    });
    const current = pickCurrent(me, search.workspace);
    if (!current) throw redirect({ to: "/welcome" });
    await roles;
    chooseTenant(current.organization.id, current.workspace.id);
    rememberWorkspace(current.workspace.id);
  },
  component: Layout,
});
