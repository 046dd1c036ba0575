import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { isUniqueViolation } from "../../../framework/errors.ts";
import { modelErrors } from "../errors.ts";
import { checkImageModel } from "./check-image-model.ts";
import { hashImageName, imageKey } from "./find-image-configuration.ts";
import {
  imageConfiguration,
  imageFields,
  imageSlug,
  presentImageConfiguration,
} from "./present-image-configuration.ts";
import { imageConfigurations } from "./tables.ts";

export const createImageConfiguration = endpoint({
  method: "POST",
  path: "/image-configurations",
  summary: "Save how images are drawn: model, size, number and style under one name.",
  description: "Ask `/v1/images/generations` for it as `image:` and the slug. What a call says itself goes first.",
  scope: "organization",
  permission: "models.write",
  purpose: "models",
  status: 201,
  input: z.strictObject({ slug: imageSlug, ...imageFields }),
  output: imageConfiguration,
  refusals: [modelErrors.not_connected, modelErrors.name_taken],
  audit: { action: "image_configuration.created", target: ({ id }) => id },
  async run(ctx, { slug: name, ...fields }) {
    await checkImageModel(ctx, fields.model);
    const { organizationId, userId } = ctx.scope;
    const row = {
      ...fields,
      name,
      id: ctx.newId("imc"),
      organization_id: organizationId,
      name_hash: hashImageName(ctx, name),
      created_by: userId,
      created_at: ctx.at,
    };
    const sealed = ctx.seal(imageConfigurations, await imageKey(ctx), row);
    try {
      await ctx.db.of(imageConfigurations).insertInto("image_configurations").values(sealed).execute();
    } catch (error) {
      if (isUniqueViolation(error, "image_configurations_organization_id_name_hash")) throw modelErrors.name_taken();
      throw error;
    }
    return presentImageConfiguration(row);
  },
});
