import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { serviceNames } from "../../integrations/roles/connector.ts";
import { connectorsPort } from "./connectors-port.ts";
import { connectorTools } from "./tools/connector-tools.ts";

const connectorOutput = z.object({
  service: z.enum(serviceNames),
  title: z.string(),
  is_offered: z.boolean().describe("The operator registered a client with it."),
  policy_url: z.string().describe("What the service itself does with data."),
  abilities: z.array(z.object({ name: z.string(), says: z.string() })),
  tools: z.array(z.object({ name: z.string(), ability: z.string(), effect: z.enum(["reads", "writes"]) })),
});

export const listConnectors = endpoint({
  method: "GET",
  path: "/connectors",
  summary: "The services at which accounts can be connected, and what each can be used for.",
  scope: "workspace",
  permission: "connections.read",
  purpose: "connections",
  input: z.strictObject({}),
  output: z.object({ data: z.array(connectorOutput) }),
  run(ctx) {
    const data = ctx.port(connectorsPort).connectors.map(({ name, title, policyUrl, abilities }) => ({
      service: name,
      title,
      is_offered: ctx.deployment.connectors?.[name] !== undefined,
      policy_url: policyUrl,
      abilities: Object.entries(abilities).map(([ability, { says }]) => ({ name: ability, says })),
      tools: connectorTools
        .filter(({ need }) => need.service === name)
        .map(({ tool, need }) => ({
          name: tool.name,
          ability: need.ability,
          effect: tool.effect as "reads" | "writes",
        })),
    }));
    return Promise.resolve({ data });
  },
});
