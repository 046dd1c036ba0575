import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Delivery = Row<"/deliveries">;
export type DeliveryDetails = Answer<"/deliveries/{delivery_id}">;
/** `from` and `to` are days, both of them within, as the reader's clock has them. */
export type DeliveryFilter = Partial<Record<"kind" | "target" | "recipient" | "from" | "to", string>> & {
  state?: Delivery["state"];
};

const startOf = (day: string, further = 0): string => {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + further);
  return start.toISOString();
};

const toQuery = ({ from, to, ...filter }: DeliveryFilter) => ({
  ...filter,
  ...(from ? { from: startOf(from) } : {}),
  ...(to ? { to: startOf(to, 1) } : {}),
});

export const deliveriesQuery = (workspaceId: string, filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ["deliveries", workspaceId, filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET("/deliveries", {
          params: { query: { ...toQuery(filter), ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
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
