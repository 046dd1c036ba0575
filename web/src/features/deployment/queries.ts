import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api.ts";

export interface Deployment {
  sign_up: "open" | "invited" | "closed";
  age_minimum: number;
  has_owner: boolean;
  mail: "smtp" | "mailbox";
  version: string;
  sandbox: boolean;
}

export const deploymentQuery = queryOptions({
  queryKey: ["deployment"],
  queryFn: async () => (await api.GET<Deployment>("/deployment")).data,
  staleTime: 60_000,
});
