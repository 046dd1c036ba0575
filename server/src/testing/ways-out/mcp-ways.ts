import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { fill, filledPort } from "../../framework/ports.ts";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryUnderTest, Obstacle } from "../../integrations/roles/deliveries/delivery.contract.ts";
import { mcpPort } from "../../modules/mcp-servers/mcp-port.ts";
import { findServers } from "../../modules/mcp-servers/find-servers.ts";
import { type Asked, type Asking, askServer } from "../../modules/mcp-servers/tools/ask-server.ts";
import { asPerson } from "../../modules/connections/use/as-person.ts";
import { openScriptedServer, type ScriptedServer } from "../stand-ins/open-mcp-servers.ts";
import { readAnswer } from "../read-answer.ts";
import { holdFetch } from "./fetch-by-hand.ts";
import { type Ground, wayOut } from "./way.ts";

type Content = {
  args: Record<string, unknown>;
  tool: string;
  ask(asking: Asking): Promise<Asked>;
  keep(text: string): Promise<void>;
};

const bearer = "a-secret-of-the-server";
const isRepeatable = ({ profile }: Pick<DeliveryIntegration<Content>, "profile">) => profile.repeat === "idempotent";

async function openMcpWay(
  integration: DeliveryIntegration<Content>,
  { world, ada }: Ground,
): Promise<DeliveryUnderTest<Content>> {
  const inputSchema = { type: "object" as const, properties: { text: { type: "string" } }, required: ["text"] };
  const annotations = { idempotentHint: isRepeatable(integration), readOnlyHint: false };
  const server = await openScriptedServer([{ name: "note", description: "Notes.", inputSchema, annotations }]);
  server.bearer = bearer;
  const { fetch, leave, shuffle } = holdFetch();
  const { servers } = filledPort(world.app.ports, mcpPort);
  Object.assign(world.app, { ports: new Map([...world.app.ports, fill(mcpPort, { servers, fetch })]) });
  const ask = await acceptTools({ world, ada }, server, isRepeatable(integration) ? "settings" : "notes");
  let number = 0;
  return {
    integration,
    fetch,
    content: () => ({ args: { text: `words ${++number}` }, tool: "note", ask, keep: () => Promise.resolve() }),
    obstruct(obstacle) {
      if (obstacle === "unreachable") leave();
      else if (obstacle === "shuffle") shuffle();
      else obstructServer(server, obstacle);
      return undefined;
    },
    never: ["twice"],
    patienceMs: 2000,
    // One that says it does a thing once keeps a set.
    count({ content: { args } }) {
      const done = server.calls.filter((call) => JSON.stringify(call.args) === JSON.stringify(args)).length;
      return isRepeatable(integration) ? Math.min(done, 1) : done;
    },
    secrets: [bearer],
    close: async () => {
      await fetch.close();
      await server.close();
    },
  };
}

/** Once, at the next call. */
function obstructServer(server: ScriptedServer, obstacle: Obstacle): void {
  const spoil = (how: "hang" | "lie") =>
    void (server.before = () => {
      server.before = () => undefined;
      return how;
    });
  if (obstacle === "time_out_after") return spoil("hang");
  if (obstacle === "lie") return spoil("lie");
  const answer = obstacle === "throttle" ? { status: 429, headers: { "retry-after": "7" } } : { status: 503 };
  server.refuse = (method) => {
    if (method !== "tools/call") return undefined;
    server.refuse = () => undefined;
    return new Response("", answer);
  };
}

/** A server of the person's own, with its tool accepted, asked as a delivery asks it. */
async function acceptTools({ world, ada }: Ground, { url }: ScriptedServer, name: string): Promise<Content["ask"]> {
  const secret = { header: "Authorization", value: `Bearer ${bearer}` };
  const post = (path: string, json: object, status: number) =>
    readAnswer<{ id: string; tools: { title: string; fingerprint: string }[] }>(
      ada.request(`/api/v1/mcp-servers${path}`, { method: "POST", json }),
      status,
    );
  const made = await post("", { name, url, secret }, 201);
  await post(
    `/${made.id}/accept`,
    { tools: made.tools.map(({ title, fingerprint }) => ({ title, fingerprint })) },
    200,
  );
  const scope = proveScope({ organizationId: ada.organizationId, workspaceId: ada.workspaceId });
  const facts = { principal: { kind: "system", id: "test" }, purpose: "converse", log: world.app.log } as const;
  const work = makeWork(world.app, { db: readIn(world.app.database, scope), ...facts });
  const person = asPerson(work, ada.userId);
  return async (asking) => {
    const [found] = await findServers(person, made.id);
    return askServer(person, found!, found!.tools.accepted[0]!, asking);
  };
}

export const mcpWays = ["mcp_write", "mcp_write_repeatable"].map((kind) => wayOut<Content>({ kind, open: openMcpWay }));
