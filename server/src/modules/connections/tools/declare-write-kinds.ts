import type { DeliveryKind } from "../../../egress/public.ts";
import { minuteMs, secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import {
  type Api,
  ConnectorError,
  type ConnectorFailure,
  type ConnectorWrite,
} from "../../../integrations/roles/connector.ts";
import type {
  Confirmation,
  DeliveryIntegration,
  DeliveryRequest,
} from "../../../integrations/roles/deliveries/delivery.ts";
import type { Fetch } from "../../../integrations/roles/calls/fetch.ts";
import { declareToolKind } from "../../tools/public.ts";
import { apiOf } from "../connectors-port.ts";
import { failureOf } from "../disconnect/failure-of.ts";
import { asPerson } from "../use/as-person.ts";
import type { Connection } from "../find-connections.ts";
import { endConnection, expireConnection, withdrawAbility } from "../use/end-connection.ts";
import { findUsable, type Need } from "../use/use-connection.ts";
import { type Effect, type WritingConnectorTool, writeKinds } from "./declare-writing.ts";

type Write = {
  tool: string;
  write: ConnectorWrite;
  api: Api;
  input: Record<string, unknown>;
  /** Notes that the service did not let it through. @returns whether another attempt finds things otherwise */
  refused(failure: ConnectorFailure): Promise<boolean>;
};

const actWithinMs = 30 * secondMs;
const noFetch: Fetch = () => Promise.reject(new Error("nothing is sent for the sandbox"));

const integration = (repeat: "idempotent" | "read_back"): DeliveryIntegration<Write> => ({
  name: "connector",
  profile: { repeat, canRetract: false, sendWithinMs: actWithinMs, confirmAfterMs: 10 * secondMs },
  async send({ key, content }, { fetch, signal }) {
    const { tool, write, api, input } = content;
    // What is written is the call's, sealed there; here stands only that it went.
    const trace = { request: { method: "POST", address: tool } };
    try {
      return { outcome: "accepted", remoteId: await write.act({ ...api, fetch, signal }, input as never, key), trace };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const failure = failureOf(error);
      const isNew = await content.refused(error.failure);
      return { outcome: "failed", failure: isNew ? { ...failure, retryable: true } : failure, trace };
    }
  },
  ...(repeat === "read_back" ? { confirm: askBack } : {}),
});

async function askBack(
  { key, content: { write, api, input, refused } }: DeliveryRequest<Write>,
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
): Promise<Confirmation> {
  try {
    const remoteId = await write.find?.({ ...api, fetch, signal }, input as never, key);
    return remoteId === undefined ? { happened: false } : { happened: true, remoteId };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // A question that asks for what may only be read says nothing of what may be written.
    if (error.failure === "unauthorized") await refused(error.failure);
    return { happened: "unknown" };
  }
}

/** How what connectors write leaves: by the gate of deliveries, as the person the run is for. */
export const declareWriteKinds = (tools: readonly WritingConnectorTool[]): DeliveryKind[] => {
  const effects = new Map(tools.map(({ tool, effect }) => [tool.name, effect]));
  const declare = (name: string, repeat: "idempotent" | "read_back") =>
    declareToolKind<Write>({
      name,
      integration: integration(repeat),
      limits: { target: { perMinute: 60, burst: 20 } },
      async compose(work, call, { reason }) {
        const effect = effects.get(call.tool);
        if (!effect) return { drop: "tools.not_offered" };
        const given = effect.parse(call.input);
        const way = call.sandbox ? sandboxWay : await openWay(work, call.userId, { ...effect, reason });
        if ("drop" in way || "waitMs" in way) return way;
        const compose = (input: Record<string, unknown>): Write => ({ tool: call.tool, input, ...way });
        return {
          content: compose(given),
          fetch: way.api.fetch,
          recipients: effect.recipientsOf(given),
          texts: effect.textsOf(given),
          replace: (texts) => compose(effect.replace(given, texts)),
        };
      },
    });
  return [declare(writeKinds.readBack, "read_back"), declare(writeKinds.once, "idempotent")];
};

type Way = Pick<Write, "api" | "write" | "refused"> | { drop: string } | { waitMs: number };

const nowhere = () => Promise.reject(new Error("nothing is done for the sandbox"));
const sandboxWay = {
  write: { act: nowhere },
  api: { base: "", token: "", fetch: noFetch, signal: new AbortController().signal },
  refused: () => Promise.resolve(false),
};

type Wanted = Pick<Effect, "need" | "operation"> & { reason: string | null };

async function openWay(work: Work, userId: string, { need, operation, reason }: Wanted): Promise<Way> {
  const person = asPerson(work, userId);
  try {
    const found = await findUsable(person, need);
    if ("missing" in found) return { drop: "connections.missing" };
    const { connection, offered } = found;
    const token = connection.credential!.accessToken;
    const api = await apiOf(person, offered, { token, signal: AbortSignal.timeout(actWithinMs), which: need.which });
    const write = offered.connector.writes[operation];
    if (!write) return { drop: "tools.not_offered" };
    const wasRefused = reason === "delivery.key_refused";
    const refused: Write["refused"] = (failure) => noteRefusal(person, connection, { need, failure, wasRefused });
    return { api, write, refused };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { waitMs: minuteMs };
  }
}

type Refused = { need: Need; failure: ConnectorFailure; wasRefused: boolean };

/** The next attempt renews the token, once; or finds that the account has ended, or is allowed less than was thought. */
async function noteRefusal(
  person: Work,
  connection: Connection,
  { need, failure, wasRefused }: Refused,
): Promise<boolean> {
  if (failure === "insufficient") await withdrawAbility(person, connection, need.ability);
  else if (failure !== "unauthorized") return false;
  else if (wasRefused) await endConnection(person, connection, "connections.revoked");
  else await expireConnection(person, connection);
  return true;
}
