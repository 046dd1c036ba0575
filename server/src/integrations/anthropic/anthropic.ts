import type { Clock } from "../../framework/clock.ts";
import { callServer } from "../roles/calls/call-server.ts";
import type { CallLimits } from "../roles/calls/limit-call.ts";
import { listHealth } from "../roles/models/list-health.ts";
import type { ChatProvider, ModelCall, ModelDescription } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { parseJson } from "../roles/calls/read-body.ts";
import { streamEvents } from "../roles/models/stream-events.ts";
import { buildRequest } from "./build-request.ts";
import { readAnswer } from "./read-answer.ts";

/** The version of the API that this adapter speaks; Anthropic keeps old ones. */
const version = "2023-06-01";

type Settings = { id: string; url: string; key?: string; clock: Clock; limits?: Partial<CallLimits> };

/** Anthropic's Messages API. */
export function anthropic({ id, url, key = "", clock, limits }: Settings): ChatProvider {
  const headers = { "x-api-key": key, "anthropic-version": version };
  const server = callServer({ base: url.replace(/\/+$/, ""), headers, clock, limits });
  const listModels = async (call: ModelCall): Promise<ModelDescription[]> => {
    const { data } = parseJson(await server.ask(call, "/models?limit=1000")) as { data?: { id?: unknown }[] };
    if (!Array.isArray(data)) throw new ProviderError("provider.not_a_model_server", { status: 200 });
    return data.flatMap((model) => (typeof model.id === "string" ? [{ id: model.id }] : []));
  };
  return {
    id,
    sandbox: false,
    stream: (request, call) =>
      streamEvents(
        { server, path: "/messages", body: buildRequest(request, key), reader: readAnswer(key), limits },
        call,
      ),
    listModels,
    health: (call) => listHealth(() => listModels(call)),
  };
}
