import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Processor = Row<"/processors">;
/** What the operator writes of an entry. */
export type ProcessorFacts = Omit<Processor, "processor" | "effective_at" | "obstacle">;

export const processorsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["processors", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/processors", { params: { query } }))),
  });

export const deploymentProcessorsQuery = queryOptions({
  queryKey: ["processors", "deployment"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/operator/processors", { params: { query } }))),
});

export async function addProcessor(processor: string, facts: ProcessorFacts): Promise<void> {
  await api.POST("/operator/processors", { body: { processor, ...facts } });
}

export async function changeProcessor(processor: string, facts: Partial<ProcessorFacts>): Promise<void> {
  await api.PATCH("/operator/processors/{processor}", { params: { path: { processor } }, body: facts });
}

export async function retireProcessor(processor: string): Promise<void> {
  await api.DELETE("/operator/processors/{processor}", { params: { path: { processor } } });
}
