import * as z from "zod";
import { declareTool, type Reach } from "../../tools/public.ts";
import { findLack, type Need } from "../use/use-connection.ts";
import type { ConnectorTool } from "./declare-reading.ts";

/** What happens outside for a call, as far as whoever sends it has to know. */
export type Effect = {
  need: Need;
  /** Among the connector's `writes`. */
  operation: string;
  parse(given: unknown): Record<string, unknown>;
  recipientsOf(input: Record<string, unknown>): readonly string[];
  /** What others read of it, and the same with other words. */
  textsOf(input: Record<string, unknown>): readonly string[];
  replace(input: Record<string, unknown>, texts: readonly string[]): Record<string, unknown>;
};

/** How an effect leaves: with a service that does one thing once by itself, or one that has to be asked. */
export const writeKinds = { once: "connector_write_keyed", readBack: "connector_write" } as const;

type Declared<I extends z.ZodObject> = {
  need: Need;
  name: string;
  title: string;
  says: string;
  description: string;
  input: I;
  /** Fields that others read. */
  texts: readonly (keyof z.output<I> & string)[];
  reach?(input: z.output<I>): Pick<Reach, "recipients" | "urls">;
  operation: string;
  /** The service is asked whether it happened; else it takes a key and does it once. */
  isFoundAgain: boolean;
};

export type WritingConnectorTool = ConnectorTool & { effect: Effect };

/** Changes something in an account of the person a run is for: a delivery, done once. */
export function declareWriting<I extends z.ZodObject>(declared: Declared<I>): WritingConnectorTool {
  const { need, name, title, says, description, input, texts, reach, operation, isFoundAgain } = declared;
  const textsOf = (given: Record<string, unknown>) => texts.map((field) => String(given[field]));
  const tool = declareTool<z.output<I>>({
    name,
    title,
    says,
    description,
    parameters: z.toJSONSchema(input, { io: "input" }),
    parse: (given) => input.parse(given),
    effect: "writes",
    answers: "trusted",
    permission: "tools.write",
    approval: "always",
    reach: (given) => ({ ...reach?.(given), texts: textsOf(given) }),
    findLack: (work) => findLack(work, need),
    intend: () => Promise.resolve({ kind: isFoundAgain ? writeKinds.readBack : writeKinds.once, target: need.service }),
    tell: ({ state, reason, remote_id }) =>
      state === "succeeded"
        ? `It was done: ${remote_id ?? title}.`
        : `It was not done: ${reason ?? "for no reason given"}.`,
  });
  const effect: Effect = {
    need,
    operation,
    parse: (given) => input.parse(given),
    recipientsOf: (given) => reach?.(given as z.output<I>).recipients ?? [],
    textsOf,
    replace: (given, changed) => ({ ...given, ...Object.fromEntries(texts.map((field, at) => [field, changed[at]])) }),
  };
  return { tool, need, effect };
}
