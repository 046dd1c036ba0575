import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { routes } from "./tables.ts";

export const deleteRoute = endpoint({
  method: "DELETE",
  path: "/routes/{route_id}",
  summary: "Delete a route.",
  description: "Whoever still asks for it is told that there is no such model.",
  scope: "organization",
  permission: "models.write",
  purpose: "models",
  status: 204,
  input: z.strictObject({ route_id: z.string() }),
  output: nothing,
  audit: { action: "route.deleted", target: (_, { route_id }) => route_id },
  async run({ db, scope }, { route_id }) {
    const gone = await db
      .of(routes)
      .deleteFrom("routes")
      .where("organization_id", "=", scope.organizationId)
      .where("id", "=", route_id)
      .returning("id")
      .execute();
    if (gone.length === 0) throw requestErrors.not_found();
    return {};
  },
});
