/** What a person needs to know about a failure, whatever caused it. */
export interface Problem {
  title: string;
  help: string;
  requestId: string;
  /** Whether trying the same again can help. */
  isRetryable: boolean;
}

type Facts = Record<string, unknown>;

interface ProblemDetails {
  code: string;
  title: string;
  help: string;
  facts: Facts;
  request_id: string;
  retryable: boolean;
}

/** The RFC 9457 details that an error carries. */
export function detailsOf(error: unknown): ProblemDetails | undefined {
  return error instanceof Error && "problem" in error ? (error.problem as ProblemDetails) : undefined;
}

export function describeProblem(error: unknown): Problem {
  const details = detailsOf(error);
  if (!details)
    return { title: "This page has run into a bug.", help: textOf(error), requestId: "", isRetryable: true };
  const { title, help, facts, request_id, retryable } = details;
  return { title, help: fillIn(help, facts), requestId: request_id, isRetryable: retryable };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : "");

/**
 * Help is written for programs and people alike and names the facts; a person reads them in place.
 * "`facts.reason` says what it was." becomes "Reason: too short."
 */
export function fillIn(help: string, facts: Facts): string {
  const told = help.replace(/`facts\.(\w+)` (?:says|names?)[^.;]*/g, (clause, name: string) =>
    name in facts ? `${capitalize(name)}: ${wordsOf(facts[name])}` : clause,
  );
  return told.replace(/`facts\.(\w+)`/g, (fact, name: string) => (name in facts ? wordsOf(facts[name]) : fact));
}

const capitalize = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const wordsOf = (fact: unknown) => String(fact).replaceAll("_", " ");
