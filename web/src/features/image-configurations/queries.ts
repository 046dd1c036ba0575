import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type ImageConfiguration = Row<"/image-configurations">;
export type ImageFields = Pick<ImageConfiguration, "model" | "width" | "height" | "count" | "style">;

export const imageConfigurationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["image-configurations", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/image-configurations", { params: { query } }))),
  });

const pathOf = (id: string) => ({ path: { image_configuration_id: id } });

export async function saveImageConfiguration(id: string | undefined, slug: string, body: ImageFields): Promise<void> {
  if (id === undefined) await bodyOf(api.POST("/image-configurations", { body: { slug, ...body } }));
  else await bodyOf(api.PATCH("/image-configurations/{image_configuration_id}", { params: pathOf(id), body }));
}

export async function deleteImageConfiguration(id: string): Promise<void> {
  await api.DELETE("/image-configurations/{image_configuration_id}", { params: pathOf(id) });
}
