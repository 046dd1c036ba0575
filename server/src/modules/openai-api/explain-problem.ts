import type { Problem } from "../../framework/http/problems.ts";
import { isProviderErrorCode, ProviderError } from "../../integrations/roles/calls/provider-error.ts";

export type OpenAIError = {
  error: { message: string; type: string; param: string | null; code: string; request_id: string };
};

const types: Record<number, string> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
};

/** A problem in OpenAI's shape. The code is ours; where a provider failed, its kind and what to do about it. */
export function explainProblem(problem: Problem): OpenAIError {
  const { facts, status } = problem;
  const failed = typeof facts["code"] === "string" && isProviderErrorCode(facts["code"]) ? facts["code"] : undefined;
  const { title, help } = failed ? new ProviderError(failed) : problem;
  const sentence = typeof facts["sentence"] === "string" ? ` ${facts["sentence"]}` : "";
  const where = typeof facts["path"] === "string" ? ` (${facts["path"]}: ${String(facts["issue"])})` : "";
  return {
    error: {
      message: `${title}${where}${sentence} ${help}`,
      type: types[status] ?? (status >= 500 ? "server_error" : "invalid_request_error"),
      param: typeof facts["path"] === "string" ? facts["path"] : null,
      code: failed ?? problem.code,
      request_id: problem.request_id,
    },
  };
}
