import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type ModelPrice = Row<"/operator/model-prices">;
export type NewPrice = Pick<
  ModelPrice,
  "provider" | "name" | "tokens_in" | "tokens_out" | "tokens_cached" | "image"
> & { effective_at?: string };

export const modelPricesQuery = queryOptions({
  queryKey: ["operator", "model-prices"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/operator/model-prices", { params: { query } }))),
});

export async function setPrice(body: NewPrice): Promise<void> {
  await bodyOf(api.POST("/operator/model-prices", { body }));
}

export async function withdrawPrice(id: string): Promise<void> {
  await api.DELETE("/operator/model-prices/{model_price_id}", { params: { path: { model_price_id: id } } });
}
