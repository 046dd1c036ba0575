import type * as z from "zod";
import type { Context } from "./context.ts";
import type { RefusalFactory } from "./errors.ts";
import type { Problem } from "./http/problems.ts";

/** Whole, or written as it is made. */
export type ExchangeAnswer = { body: unknown; headers?: Record<string, string> } | ExchangeStream;
export type ExchangeStream = { stream: AsyncIterable<string>; contentType: string; headers?: Record<string, string> };

/**
 * An endpoint of an API that others have designed: its paths, its inputs, its errors, so that programs written for that
 * API run unchanged. Only API keys get in. It holds no transaction; what it does goes through other doors that record it.
 */
export type Exchange<I extends z.ZodType = z.ZodType> = {
  method: "GET" | "POST";
  /** From the root: `/v1/models`. */
  path: `/${string}`;
  permission: string;
  purpose: string;
  /** Fields the schema does not know are for it to judge. */
  input: I;
  refusals?: readonly RefusalFactory[];
  rate?: "ordinary" | "expensive";
  bodyBytesMax?: number;
  /** Id of the agent a request is about, where it is about one. */
  agentOf?(context: Context<"workspace">, input: z.output<I>): Promise<string | undefined>;
  answer(context: Context<"workspace">, input: z.output<I>, options: { signal: AbortSignal }): Promise<ExchangeAnswer>;
  /** A problem in the words of that API. */
  explain(problem: Problem): unknown;
};

export const exchange = <I extends z.ZodType>(declared: Exchange<I>): Exchange<I> => declared;
