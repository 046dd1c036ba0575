import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { imageConfigurations } from "./tables.ts";

export const deleteImageConfiguration = endpoint({
  method: "DELETE",
  path: "/image-configurations/{image_configuration_id}",
  summary: "Delete a saved image configuration.",
  description: "Whoever still asks for it is told that there is no such model.",
  scope: "organization",
  permission: "models.write",
  purpose: "models",
  status: 204,
  input: z.strictObject({ image_configuration_id: z.string() }),
  output: nothing,
  audit: { action: "image_configuration.deleted", target: (_, { image_configuration_id }) => image_configuration_id },
  async run({ db, scope }, { image_configuration_id }) {
    const gone = await db
      .of(imageConfigurations)
      .deleteFrom("image_configurations")
      .where("organization_id", "=", scope.organizationId)
      .where("id", "=", image_configuration_id)
      .returning("id")
      .execute();
    if (gone.length === 0) throw requestErrors.not_found();
    return {};
  },
});
