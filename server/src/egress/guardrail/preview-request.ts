import type { Work } from "../../framework/context.ts";
import { newDataKey } from "../../framework/keys/sealing.ts";
import { type Quote, quoteRequest } from "../ledger/quote-call.ts";
import type { ModelMessage, Tool } from "../../integrations/roles/models/model.ts";
import { gatePort, type Target } from "../ports.ts";
import type { TextRequest } from "../request.ts";
import { allDetectors } from "./all-detectors.ts";
import type { ClassId, Level } from "./classes.ts";
import type { Hit } from "./detector.ts";
import { explainHit } from "./explain-hit.ts";
import { inspectTexts } from "./inspect-texts.ts";
import { ruleOf } from "./judge-hits.ts";
import { maskTexts } from "./redact/mask-text.ts";
import { openPlaceholders } from "./redact/placeholders.ts";
import { changeSaid, readSaid } from "./redact/walk-request.ts";

type PreviewAsked = {
  model: string;
  instructions?: string | undefined;
  /** The whole conversation, the newest message last. */
  messages: readonly ModelMessage[];
  tools?: readonly Tool[] | undefined;
  maxTokens?: number | undefined;
  agentId?: string | undefined;
  /** What would be, were these the levels. */
  levels?: Partial<Record<ClassId, Level>> | undefined;
};

type PreviewHit = {
  where: Where["where"];
  /** Which message, from 0 on. */
  message: number | null;
  /** As it stands there; not of the instructions, which whoever looks need not be allowed to read. */
  value: string | null;
  start: number;
  end: number;
  cls: ClassId;
  rule: string;
  level: Level;
  score: number;
  sentence: string;
  isExcepted: boolean;
};

export type Preview = {
  action: Level;
  /** What would leave, letter for letter; nothing where it is blocked. */
  leaves?: Pick<TextRequest, "instructions" | "messages" | "tools">;
  hits: PreviewHit[];
  /** Whom it would be sent to, in this order, and by which route. */
  routeId?: string;
  targets: readonly Target[];
  quote: Quote;
};

/** Longest that looking may take. */
const patienceMs = 30_000;

/**
 * What the gate would do with a call, by the gate's own steps, without the ones that write or send.
 * @throws Refusal of whoever finds the way
 */
export async function previewRequest(work: Work, asked: PreviewAsked): Promise<Preview> {
  const request = requestFor(work, asked);
  const said = readSaid(request);
  const { found, excepted, judgement, levels } = await inspectTexts(work, said, allDetectors, {
    signal: request.signal,
    ...(asked.levels && { levels: asked.levels }),
  });
  const toMask = found.map((hits) => hits.filter(({ cls, rule }) => levels(cls, rule) === "redact"));
  const masked = maskTexts(
    said.map((one, at) => ({ ...one, hits: toMask[at] ?? [] })),
    openPlaceholders(undefined),
  );
  let next = 0;
  const sent = changeSaid(request, () => masked[next++] ?? "");
  const plan = await work.port(gatePort).findRoute(work, sent);
  const quote = await quoteRequest(work, sent, plan);
  const places = placesOf(request);
  const present = (isExcepted: boolean) => (hits: Hit[], at: number) =>
    hits.map((hit): PreviewHit => {
      const level = isExcepted ? "allow" : levels(hit.cls, hit.rule);
      const sentence = isExcepted
        ? "Somebody said that this is no such thing: it leaves as it is."
        : explainHit(hit, level);
      const place = places[at]!;
      const value = place.where === "instructions" ? null : said[at]!.text.slice(hit.start, hit.end);
      return { ...hit, ...place, value, rule: ruleOf(hit), level, sentence, isExcepted };
    });
  return {
    action: judgement.action,
    ...(judgement.action !== "block" && { leaves: sent }),
    hits: [...found.flatMap(present(false)), ...excepted.flatMap(present(true))],
    ...(plan.routeId !== undefined && { routeId: plan.routeId }),
    targets: plan.targets,
    quote,
  };
}

type Where = { where: "instructions" | "message" | "tools"; message: number | null };

/** Where each text of `readSaid` stands. */
function placesOf(request: TextRequest): Where[] {
  const { instructions, messages, tools, ...rest } = request;
  const part = (of: Pick<TextRequest, "messages"> & Partial<TextRequest>, place: Where) =>
    readSaid({ ...rest, ...of }).map(() => place);
  return [
    ...(instructions === undefined
      ? []
      : part({ instructions, messages: [] }, { where: "instructions", message: null })),
    ...messages.flatMap((message, at) => part({ messages: [message] }, { where: "message", message: at })),
    ...(tools ? part({ tools, messages: [] }, { where: "tools", message: null }) : []),
  ];
}

function requestFor(work: Work, asked: PreviewAsked): TextRequest {
  const { model, instructions, messages, tools, maxTokens, agentId } = asked;
  return {
    kind: "text",
    id: work.newId("gen"),
    surface: "test",
    permission: "conversations.write",
    artefact: work.newId("gen"),
    key: newDataKey(),
    model,
    ...(instructions ? { instructions } : {}),
    messages,
    ...(tools && tools.length > 0 ? { tools } : {}),
    signal: AbortSignal.timeout(patienceMs),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(agentId !== undefined && { agentId }),
  };
}
