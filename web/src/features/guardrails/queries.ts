import { queryOptions } from "@tanstack/react-query";
import { allOf, type Answer, api, bodyOf, type Row } from "../../api.ts";

export type GuardrailClass = Row<"/guardrail-classes">;
export type GuardrailRule = Row<"/guardrail-rules">;
export type GuardrailException = Row<"/guardrail-exceptions">;
export type RuleFields = Pick<GuardrailRule, "kind" | "level" | "name" | "words" | "patterns">;

export const classesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["guardrail-classes", workspaceId],
    queryFn: () => bodyOf(api.GET("/guardrail-classes")),
  });

export const rulesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["guardrail-rules", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/guardrail-rules", { params: { query } }))),
  });

export const exceptionsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["guardrail-exceptions", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/guardrail-exceptions", { params: { query } }))),
  });

const onRule = (id: string) => ({ path: { guardrail_rule_id: id } });

export async function addRule(body: RuleFields): Promise<void> {
  await bodyOf(api.POST("/guardrail-rules", { body }));
}

export async function changeRule({ id, version }: GuardrailRule, body: RuleFields): Promise<void> {
  const headers = { "If-Match": `"${version}"` };
  await bodyOf(api.PATCH("/guardrail-rules/{guardrail_rule_id}", { params: onRule(id), body, headers }));
}

export async function deleteRule(id: string): Promise<void> {
  await api.DELETE("/guardrail-rules/{guardrail_rule_id}", { params: onRule(id) });
}

export async function addException(body: {
  class: GuardrailClass["class"];
  value: string;
  note: string | null;
}): Promise<void> {
  await bodyOf(api.POST("/guardrail-exceptions", { body }));
}

export async function deleteException(id: string): Promise<void> {
  await api.DELETE("/guardrail-exceptions/{guardrail_exception_id}", {
    params: { path: { guardrail_exception_id: id } },
  });
}

export type Preview = Answer<"/guardrails/preview", "post">;
export type PreviewHit = Preview["hits"][number];
export type Levels = Partial<Record<GuardrailClass["class"], GuardrailClass["level"]>>;

export type SaidBefore = NonNullable<Preview["leaves"]>["messages"][number];
export type OfferedTool = NonNullable<Preview["leaves"]>["tools"][number];
type PreviewAsked = {
  text: string;
  messages: SaidBefore[];
  tools: OfferedTool[];
  agent_id?: string;
  model: string;
  levels: Levels;
};

export const preview = (body: PreviewAsked): Promise<Preview> => bodyOf(api.POST("/guardrails/preview", { body }));

export type ReportRow = Row<"/guardrails/report">;
export type ReportBy = "class" | "rule" | "route" | "way";
type ReportAsked = { by: ReportBy; days: number };

export const reportQuery = (workspaceId: string, ask: ReportAsked) =>
  queryOptions({
    queryKey: ["guardrail-report", workspaceId, ask],
    queryFn: () => bodyOf(api.GET("/guardrails/report", { params: { query: ask } })),
  });

export const downloadReport = (query: ReportAsked): Promise<Blob> =>
  bodyOf(api.GET("/guardrails/report.csv", { params: { query }, parseAs: "blob" }));
