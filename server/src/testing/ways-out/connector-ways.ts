import { createHash } from "node:crypto";
import type { Api, ConnectorWrite, ServiceName } from "../../integrations/roles/connector.ts";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/deliveries/delivery.contract.ts";
import { openService, type Service } from "../stand-ins/open-services.ts";
import { holdFetch } from "./fetch-by-hand.ts";
import { obstructService } from "./obstruct-service.ts";
import { connectors, serviceSeeds } from "./service-seeds.ts";
import { wayOut } from "./way.ts";

type Input = Record<string, unknown>;
type Content = { tool: string; write: ConnectorWrite; api: Api; input: Input; refused(): Promise<boolean> };

/** One write: what it asks for, where that arrives, and how to tell there whose effect it is. */
type Tried = {
  input(api: Api): Input | Promise<Input>;
  path: RegExp;
  isOf(body: string, key: string): boolean;
};

const repository = "ada/engine";
const hasMark = (body: string, key: string) => body.includes(`avow:${key} `);
const idOf = (body: string) => (JSON.parse(body) as { id: string }).id;

export const triedWrites: Record<`${ServiceName}.${string}`, Tried> = {
  "github.createIssue": {
    input: () => ({ repository, title: "Brakes", text: "They squeak." }),
    path: /\/issues$/,
    isOf: hasMark,
  },
  "github.createComment": {
    async input(api) {
      const issue = { repository, title: "Commented", text: "On this." } as never;
      return {
        repository,
        number: Number(await connectors.github.writes["createIssue"]!.act(api, issue, "none")),
        text: "Oil.",
      };
    },
    path: /\/comments$/,
    isOf: hasMark,
  },
  "google.sendMail": {
    input: () => ({ to: "mara@acme.test", subject: "The offer", text: "Thank you." }),
    path: /\/messages\/send$/,
    isOf: (body, key) =>
      Buffer.from((JSON.parse(body) as { raw: string }).raw, "base64url")
        .toString()
        .includes(`<${key}@avow.invalid>`),
  },
  "google.makeAppointment": {
    input: () => ({
      title: "Brakes",
      text: "",
      start: "2026-05-04T09:00:00Z",
      end: "2026-05-04T09:30:00Z",
      attendees: [],
    }),
    path: /\/events(?:\?|$)/,
    isOf: (body, key) => idOf(body) === createHash("sha256").update(key).digest("hex"),
  },
  "slack.postMessage": {
    async input(api) {
      const channels = (await connectors.slack.reads["listChannels"]!(api, {} as never)) as {
        id: string;
        name: string;
      }[];
      return { channel: channels.find(({ name }) => name === "general")!.id, text: "Lunch at noon." };
    },
    path: /\/chat\.postMessage$/,
    isOf: (body, key) => body.includes(`"${key}"`),
  },
};

const signal = new AbortController().signal;
const token = "a-token-of-the-account";

async function openWrite(
  integration: DeliveryIntegration<Content>,
  { service: name, operation, tried }: { service: ServiceName; operation: string; tried: Tried },
): Promise<DeliveryUnderTest<Content>> {
  const service = await openService(name, serviceSeeds[name]);
  const { fetch, leave, shuffle } = holdFetch();
  const write = connectors[name].writes[operation]!;
  const api = { base: connectors[name].api(service.url), token, fetch, signal };
  const input = await tried.input(api);
  const isIt = ({ method, path }: { method: string; path: string }) => method === "POST" && tried.path.test(path);
  const obstruct = obstructService(
    service,
    isIt,
    operation === "makeAppointment" ? refuseKnownIds(service) : undefined,
  );
  return {
    integration,
    fetch,
    content: () => ({ tool: `${name}_${operation}`, write, api, input, refused: () => Promise.resolve(false) }),
    obstruct(obstacle) {
      if (obstacle === "unreachable") leave();
      else if (obstacle === "shuffle") shuffle();
      else obstruct(obstacle);
      return undefined;
    },
    // Whoever knows our key does nothing twice.
    never: write.find ? [] : ["twice"],
    patienceMs: 1500,
    count: ({ key }) => service.done.filter((one) => isIt(one) && tried.isOf(one.body, key)).length,
    secrets: [token],
    close: async () => {
      await fetch.close();
      await service.close();
    },
  };
}

/** The stand-in takes an id twice, which Google does not. */
const refuseKnownIds = (service: Service) => (body: string) =>
  service.done.some((one) => one.method === "POST" && one.path.includes("/events") && idOf(one.body) === idOf(body))
    ? { status: 409, body: { error: { code: 409 } } }
    : undefined;

export const connectorWays = Object.entries(triedWrites).map(([what, tried]) => {
  const [service, operation] = what.split(".") as [ServiceName, string];
  const isFound = connectors[service].writes[operation]?.find !== undefined;
  return wayOut<Content>({
    kind: isFound ? "connector_write" : "connector_write_keyed",
    what,
    open: (integration) => openWrite(integration, { service, operation, tried }),
  });
});
