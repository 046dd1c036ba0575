import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Delivery = Row<"/deliveries">;
export type DeliveryDetails = Answer<"/deliveries/{delivery_id}">;
export type DeliveryFilter = Partial<Record<"kind" | "target" | "recipient", string>> & { state?: Delivery["state"] };

export const deliveriesQuery = (workspaceId: string, filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ["deliveries", workspaceId, filter],
    queryFn: ({ pageParam }) =>
      bodyOf(api.GET("/deliveries", { params: { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export const deliveryQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: ["deliveries", workspaceId, "one", id],
    queryFn: () => bodyOf(api.GET("/deliveries/{delivery_id}", { params: { path: { delivery_id: id } } })),
  });

const onDelivery = (id: string) => ({ params: { path: { delivery_id: id } } });

export const replayDelivery = (id: string) => bodyOf(api.POST("/deliveries/{delivery_id}/replay", onDelivery(id)));
export const cancelDelivery = (id: string) => bodyOf(api.POST("/deliveries/{delivery_id}/cancel", onDelivery(id)));
export const settleDelivery = (id: string, happened: boolean) =>
  bodyOf(api.POST("/deliveries/{delivery_id}/settle", { ...onDelivery(id), body: { happened } }));

export const liftSuppression = (email: string) => bodyOf(api.POST("/mail-suppressions/lift", { body: { email } }));
