import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { modelErrors } from "../errors.ts";
import { imageConfigurations } from "./tables.ts";

/** Configurations are found by name; the name itself is sealed. */
export const hashImageName = (work: Work, name: string): Buffer =>
  work.keyring.keyedHash("image configuration name", `${work.scope.organizationId}|${name}`);

export const imageKey = (work: Work) =>
  work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "content");

const chosen = (work: Work) =>
  work.db
    .of(imageConfigurations)
    .selectFrom("image_configurations")
    .selectAll()
    .where("organization_id", "=", work.scope.organizationId!);

/** @throws Refusal `request.not_found` */
export async function findImageConfiguration(work: Work, id: string) {
  const row = await chosen(work).where("id", "=", id).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(imageConfigurations, await imageKey(work), row);
}

export type ImageConfiguration = { model: string; width?: number; height?: number; count?: number; style?: string };

const prefix = "image:";

/**
 * What is saved under `image:` and a name; any other model stands for itself.
 * @throws Refusal `models.not_connected`
 */
export async function resolveImage(work: Work, model: string): Promise<ImageConfiguration> {
  if (!model.startsWith(prefix)) return { model };
  const hash = hashImageName(work, model.slice(prefix.length));
  const row = await chosen(work).where("name_hash", "=", hash).executeTakeFirst();
  if (!row) throw modelErrors.not_connected();
  return work.open(imageConfigurations, await imageKey(work), row);
}
