import type { Attributes } from "@opentelemetry/api";
import type { Observed, ObservedEnd } from "../../framework/observe.ts";

type Described = { name: string; attributes: Attributes };

/** Names and attributes in OpenTelemetry's semantic conventions; what they have no word for begins with `avow.`. */
export function describeStart(what: Observed): Described {
  switch (what.kind) {
    case "request":
      return { name: what.method, attributes: { "http.request.method": what.method } };
    case "statement":
      return {
        name: what.operation,
        attributes: { "db.system.name": "postgresql", "db.operation.name": what.operation },
      };
    case "job":
      return {
        name: `process ${what.queue}`,
        attributes: { "messaging.destination.name": what.queue, "messaging.operation.type": "process" },
      };
    default:
      return { name: "generate", attributes: {} };
  }
}

export function describeEnd(what: Observed, end: ObservedEnd): Described & { isFailure: boolean } {
  const { name } = describeStart(what);
  const outcome: Attributes = end.outcome ? { "avow.outcome": end.outcome } : {};
  const isFailure = end.outcome === "failed" || (end.status ?? 0) >= 500;
  if (what.kind === "request") {
    const route = end.route ?? "unmatched";
    const attributes = { ...outcome, "http.route": route, "http.response.status_code": end.status ?? 500 };
    return { name: `${name} ${route}`, attributes, isFailure };
  }
  const { inputTokens = 0, outputTokens = 0, sandbox = false } = end;
  const tokens = { "gen_ai.usage.input_tokens": inputTokens, "gen_ai.usage.output_tokens": outputTokens };
  const used: Attributes = what.kind === "generation" ? { ...tokens, "avow.sandbox": sandbox } : {};
  return { name, attributes: { ...outcome, ...used }, isFailure };
}
