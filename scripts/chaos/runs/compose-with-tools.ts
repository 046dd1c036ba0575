import * as z from "zod";
import type { composeApp } from "../../../server/src/app.ts";
import { deliveryKindsPort } from "../../../server/src/egress/public.ts";
import { fill, filledPort } from "../../../server/src/framework/ports.ts";
import { callsPort, declareTool, toolSourcesPort, type ToolSource } from "../../../server/src/modules/tools/public.ts";
import { composeWithEffects } from "../deliveries/compose-with-effects.ts";

const input = z.strictObject({ text: z.string().max(100) });

/** Does something at the other side of this test, which can be asked what it did. */
const doEffect = declareTool<z.output<typeof input>>({
  name: "do_effect",
  title: "Effect",
  says: "can do something at the other side",
  description: "Does something.",
  parameters: z.toJSONSchema(input),
  parse: (given) => input.parse(given),
  effect: "writes",
  answers: "trusted",
  permission: "tools.write",
  approval: "never",
  intend: (_step, _call, { text }) => Promise.resolve({ kind: "asked", payload: { text } }),
});

/** The server as it is, with a tool whose writes go to the other side. */
export const composeWithTools = (otherSide: string): typeof composeApp => {
  const compose = composeWithEffects(otherSide);
  return (around, replaced) => {
    const app = compose(around, replaced);
    const sources = [...filledPort(app.ports, toolSourcesPort)];
    const ours: ToolSource = { name: "chaos", list: () => Promise.resolve([doEffect]) };
    const calls = filledPort(app.ports, callsPort);
    const kinds = [...filledPort(app.ports, deliveryKindsPort)].map(
      ([name, kind]) => [name, name === "asked" ? { ...kind, onEnded: calls.wake } : kind] as const,
    );
    const filled = [fill(toolSourcesPort, [...sources, ours]), fill(deliveryKindsPort, new Map(kinds))];
    return Object.assign(app, { ports: new Map([...app.ports, ...filled]) });
  };
};
