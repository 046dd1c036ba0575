import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { modelErrors } from "../errors.ts";
import { checkImageModel } from "./check-image-model.ts";
import { findImageConfiguration, imageKey } from "./find-image-configuration.ts";
import { imageConfiguration, imageFields, presentImageConfiguration } from "./present-image-configuration.ts";
import { imageConfigurations } from "./tables.ts";

export const updateImageConfiguration = endpoint({
  method: "PATCH",
  path: "/image-configurations/{image_configuration_id}",
  summary: "Change how images of a saved configuration are drawn.",
  description: "All of it is given anew; its name stays. Calls that begin from now on go by it.",
  scope: "organization",
  permission: "models.write",
  purpose: "models",
  input: z.strictObject({ image_configuration_id: z.string(), ...imageFields }),
  output: imageConfiguration,
  refusals: [modelErrors.not_connected],
  audit: { action: "image_configuration.updated", target: ({ id }) => id },
  async run(ctx, { image_configuration_id: id, ...fields }) {
    const old = await findImageConfiguration(ctx, id);
    await checkImageModel(ctx, fields.model);
    const { style, model, width, height, count } = ctx.seal(imageConfigurations, await imageKey(ctx), {
      ...old,
      ...fields,
    });
    await ctx.db
      .of(imageConfigurations)
      .updateTable("image_configurations")
      .set({ style, model, width, height, count })
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", "=", id)
      .execute();
    return presentImageConfiguration({ ...old, ...fields });
  },
});
