import { ApiError } from "../api-error.ts";

/** What the shell is told. */
export const exitCodes = {
  done: 0,
  /** The API said no, for a reason that is none of the below. */
  refused: 1,
  /** The command was not understood. */
  usage: 2,
  notSignedIn: 3,
  notAllowed: 4,
  notFound: 5,
  /** Nobody answered, or the server failed: trying later may help. */
  unavailable: 6,
  tooMany: 7,
} as const;

const byStatus: Record<number, number> = {
  401: exitCodes.notSignedIn,
  403: exitCodes.notAllowed,
  404: exitCodes.notFound,
  429: exitCodes.tooMany,
};

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof ApiError)) return exitCodes.unavailable;
  const { status } = error.problem;
  return byStatus[status] ?? (status >= 500 ? exitCodes.unavailable : exitCodes.refused);
}

/** The command was used wrongly; the message says how it is used. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** There is nothing to sign in with. */
export class NotSignedIn extends Error {
  override readonly name = "NotSignedIn";
}
