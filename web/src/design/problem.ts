/** What a person needs to know about a failure, whatever caused it. */
export interface Problem {
  title: string;
  help: string | undefined;
  requestId: string | undefined;
}

interface HelpfulError extends Error {
  help?: string | undefined;
  requestId?: string | undefined;
}

export function describeProblem(error: unknown): Problem {
  if (!(error instanceof Error)) return { title: "Something went wrong.", help: undefined, requestId: undefined };
  const { message, help, requestId } = error as HelpfulError;
  return { title: message, help, requestId };
}
