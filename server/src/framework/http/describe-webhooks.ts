import * as z from "zod";
import type { EventDeclaration } from "../events.ts";

/** Every public event as OpenAPI 3.1 tells of webhooks: what is posted to an endpoint of the receiver's own. */
export const describeWebhooks = (events: readonly EventDeclaration[]): Record<string, unknown> =>
  Object.fromEntries(
    events.toSorted((a, b) => (a.type < b.type ? -1 : 1)).map((one) => [one.type, { post: describeWebhook(one) }]),
  );

function describeWebhook({ type, summary, facts }: EventDeclaration): Record<string, unknown> {
  const { $schema: _, ...data } = z.toJSONSchema(facts, { unrepresentable: "any" }) as Record<string, unknown>;
  const properties = {
    type: { type: "string", const: type },
    timestamp: { type: "string", format: "date-time" },
    data,
  };
  const schema = { type: "object", properties, required: Object.keys(properties) };
  return {
    summary,
    tags: ["webhooks"],
    parameters: [
      header("webhook-id", "The same however often it comes: drop what you have."),
      header("webhook-timestamp", "Seconds since 1970. Refuse what is older than five minutes."),
      header("webhook-signature", "`v1,` and the signature over id, timestamp and body; one for each valid secret."),
    ],
    requestBody: { required: true, content: { "application/json": { schema } } },
    responses: { "2XX": { description: "Taken. Anything else is sent again." } },
  };
}

const header = (name: string, description: string) => ({
  name,
  in: "header",
  required: true,
  schema: { type: "string" },
  description,
});
