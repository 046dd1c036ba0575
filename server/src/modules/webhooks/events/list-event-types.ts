import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { eventTypesPort } from "./event-types-port.ts";

export const listEventTypes = endpoint({
  method: "GET",
  path: "/event-types",
  summary: "List the types of events there are, with what each carries.",
  scope: "workspace",
  permission: "events.read",
  purpose: "webhooks",
  input: z.strictObject({}),
  output: z.object({
    data: z.array(
      z.object({
        type: z.string(),
        summary: z.string(),
        schema: z.record(z.string(), z.unknown()).describe("JSON schema of `data`."),
      }),
    ),
  }),
  run(ctx) {
    const data = ctx.port(eventTypesPort).map(({ type, summary, facts }) => {
      const { $schema: _, ...schema } = z.toJSONSchema(facts) as Record<string, unknown>;
      return { type, summary, schema };
    });
    return Promise.resolve({ data: data.toSorted((a, b) => (a.type < b.type ? -1 : 1)) });
  },
});
