/** What a person needs to know about a failure, whatever caused it. */
export interface Problem {
  title: string;
  help: string;
  requestId: string;
}

interface ProblemDetails {
  code: string;
  title: string;
  help: string;
  facts: Record<string, string | number | boolean>;
  request_id: string;
}

/** The RFC 9457 details that an error carries. */
export function detailsOf(error: unknown): ProblemDetails | undefined {
  return error instanceof Error && "problem" in error ? (error.problem as ProblemDetails) : undefined;
}

export function describeProblem(error: unknown): Problem {
  const details = detailsOf(error);
  if (!details) return { title: "This page has run into a bug.", help: textOf(error), requestId: "" };
  return { title: details.title, help: fillIn(details), requestId: details.request_id };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : "");

/** Help is written for everyone and names the facts; a person reads them in place. */
function fillIn({ help, facts }: ProblemDetails): string {
  return help.replace(/`facts\.(\w+)`/g, (name, fact: string) => (fact in facts ? String(facts[fact]) : name));
}
