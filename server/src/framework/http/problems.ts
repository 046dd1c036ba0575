import { type Facts, Refusal, type RefusalDeclaration } from "../errors.ts";

/** RFC 9457 problem details, as every refusal and failure is answered. */
export type Problem = {
  type: string;
  status: number;
  code: string;
  title: string;
  help: string;
  facts: Facts;
  request_id: string;
  retryable: boolean;
};

/** What is no refusal: answered with 500. */
export const bug: { code: string; declared: RefusalDeclaration } = {
  code: "server.failed",
  declared: {
    status: 503,
    title: "Something went wrong on our side.",
    help: "Nothing was changed. Try again; if it stays, give the operator the request id.",
  },
};

/** @returns the problem, and whether it is a bug that has to be logged with its cause */
export function toProblem(
  error: unknown,
  requestId: string,
): { problem: Problem; isBug: boolean; retryAfterSeconds?: number } {
  const isBug = !(error instanceof Refusal);
  const { code, declared, facts } = isBug ? { ...bug, facts: {} } : error;
  const problem = {
    type: `/docs/errors/${code}`,
    status: isBug ? 500 : declared.status,
    code,
    title: declared.title,
    help: declared.help,
    facts,
    request_id: requestId,
    retryable: declared.retryable ?? false,
  };
  const retryAfterSeconds = isBug ? undefined : error.retryAfterSeconds;
  return { problem, isBug, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}

/** The same, as JSON Schema. */
export const problemSchema = {
  type: "object",
  description: "RFC 9457 problem details.",
  required: ["type", "status", "code", "title", "help", "facts", "request_id", "retryable"],
  properties: {
    type: { type: "string", description: "Page that explains the refusal." },
    status: { type: "integer" },
    code: { type: "string", description: "Stable: `area.reason`." },
    title: { type: "string", description: "What is so." },
    help: { type: "string", description: "What to do." },
    facts: { type: "object", additionalProperties: { type: ["string", "number", "boolean"] } },
    request_id: { type: "string" },
    retryable: { type: "boolean" },
  },
};
