import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type Consents = Answer<"/me/consents">;
export type Consent = Consents["consents"][number];

export const consentsQuery = queryOptions({
  queryKey: ["own-consents"],
  queryFn: () => bodyOf(api.GET("/me/consents")),
});

export const withdrawConsent = (purpose: Consent["purpose"]): Promise<Consents> =>
  bodyOf(api.POST("/me/consents/withdraw", { body: { purpose } }));

/** The very words that are agreed to, as they are kept with the consent. */
export const textOf = (consents: Consents | undefined, purpose: Consent["purpose"]): string =>
  consents?.consents.find((one) => one.purpose === purpose)?.text ?? "";
