import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type AccountLock = Answer<"/me/locks">["locks"][number];
export type Purpose = NonNullable<AccountLock["purpose"]>;

export const accountLocksQuery = queryOptions({
  queryKey: ["account-locks"],
  queryFn: async () => (await bodyOf(api.GET("/me/locks"))).locks,
});

/** Without a purpose everything is locked. */
export async function lockAccount(purpose: Purpose | undefined): Promise<void> {
  await bodyOf(api.POST("/me/locks", { body: { what: purpose ?? "everything" } }));
}

export async function liftAccountLock(id: string): Promise<void> {
  await bodyOf(api.POST("/me/locks/{account_lock_id}/lift", { params: { path: { account_lock_id: id } } }));
}
