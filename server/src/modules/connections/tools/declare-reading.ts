import * as z from "zod";
import { declareTool, type Reach, type Tool } from "../../tools/public.ts";
import { type Need, useConnection } from "../use/use-connection.ts";

/** A tool of a connector, with what has to be connected for it. */
export type ConnectorTool = { tool: Tool; need: Need };

type Declared<I extends z.ZodType> = {
  need: Need;
  name: string;
  title: string;
  says: string;
  description: string;
  input: I;
  /** `texts`: what the service would read that a person could have written. */
  reach?(input: z.output<I>): Reach;
  /** Among the connector's `reads`. What it tells is kept nowhere but in the run that asked. */
  operation: string;
};

/** Reads in an account of the person a run is for. What it says was written outside. */
export function declareReading<I extends z.ZodType>(declared: Declared<I>): ConnectorTool {
  const { need, name, title, says, description, input, reach, operation } = declared;
  const tool = declareTool<z.output<I>>({
    name,
    title,
    says,
    description,
    parameters: z.toJSONSchema(input, { io: "input" }),
    parse: (given) => input.parse(given),
    effect: "reads",
    answers: "untrusted",
    permission: "tools.read",
    approval: "never",
    ...(reach ? { reach } : {}),
    async run(work, { sandbox, signal }, asked) {
      if (sandbox)
        return { state: "answered", output: `Sandbox: nothing was asked. This stands for what ${title} would say.` };
      const used = await useConnection(work, {
        need,
        signal,
        ask: (api, { reads }) => reads[operation]!(api, asked as never),
      });
      if (used.state === "answered") return { state: "answered", output: JSON.stringify(used.value, null, 1) };
      if (used.state === "needs_connection") return used;
      return { state: "failed", code: used.code, sentence: used.sentence };
    },
  });
  return { tool, need };
}
