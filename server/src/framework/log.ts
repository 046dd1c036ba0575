import { type Logger as Pino, pino } from "pino";

/** Structured lines for operators. Fields are ids, codes, counts and durations; never what a person typed. */
export type Logger = Pick<Pino, "debug" | "info" | "warn" | "error"> & {
  child(fields: Record<string, string>): Logger;
};

export function openLog(options: { level: string; to?: { write(line: string): void } }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  };
  return options.to ? pino(settings, options.to) : pino(settings);
}

/** The platform's own timeouts have a number. */
function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: string | number };
  return code === undefined ? undefined : `${code}`;
}

/**
 * An error without what it may quote: PostgreSQL's `detail` and `where` name values, messages of parsers quote input.
 * Kept: class, code, constraint and the stack's frames.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { constraint, table, column, routine } = error as Error & Record<string, string | undefined>;
  const code = codeOf(error);
  const frames = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);
  const namesValue = "path" in error || code?.startsWith("ERR_INVALID_") === true; // of the file system, and of Node's own checks
  const quotesInput = error instanceof SyntaxError || routine !== undefined || namesValue;
  return {
    type: error.name,
    ...(quotesInput ? {} : { message: error.message.slice(0, 300) }),
    ...Object.fromEntries(
      Object.entries({ code, constraint, table, column }).filter(([, value]) => value !== undefined),
    ),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
    frames,
  };
}
