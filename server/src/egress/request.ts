import type { Work } from "../framework/context.ts";
import type { DataKey } from "../framework/keys/sealing.ts";
import { estimateRequestTokens } from "../integrations/roles/models/estimate-tokens.ts";
import type {
  EmbeddingRequest,
  ImageRequest,
  ModelRequest,
  ModerationRequest,
} from "../integrations/roles/models/model.ts";
import type { Entry } from "./guardrail/redact/placeholders.ts";

/** Where a call came in. */
export const surfaces = ["chat", "v1", "rest", "schedule", "test", "widget"] as const;
export type Surface = (typeof surfaces)[number];

export const generationKinds = ["text", "embedding", "image", "moderation"] as const;
export type GenerationKind = (typeof generationKinds)[number];

type Common = {
  /** Made by the caller, so that what it makes can point at the generation before it begins. */
  id: string;
  surface: Surface;
  /** What `decide` is asked about the person this is for. */
  permission: string;
  /** Id of what is being made. */
  artefact: string;
  /** The key of the artefact, or of the person: the prompt's hash is made under it. */
  key: DataKey;
  /** `sandbox`, `provider/model`, a connection's id, a slash and the model's name there, or `auto:` and a route. */
  model: string;
  /** The agent it is for. */
  agentId?: string;
  /** The API key by which somebody asked for it before, where that is not who asks now. */
  apiKeyId?: string;
  /** The widget whose visitor it answers: what that may cost in a day counts. */
  widgetId?: string;
  /** What routes with conditions look at. */
  contentClass?: string;
  /** The contact it is about or for. */
  contactId?: string;
  /** What it makes is not for everybody: the contact, or whoever talks for themselves, has to be old enough. */
  asksAge?: true;
  /** What stands for what in the conversation it belongs to; without, a call's placeholders end with it. */
  placeholders?: KnownPlaceholders;
  /** The most that it may cost, in micro-credits: it is cut off there, and not begun where that is too little for it. */
  mostMicros?: number;
  /** Ends the call when the caller has to end. */
  signal: AbortSignal;
};

/** A conversation's own list of placeholders, kept with it. */
export type KnownPlaceholders = {
  read(work: Work): Promise<Entry[]>;
  add(work: Work, entries: readonly Entry[]): Promise<void>;
};

/** Whom a call is about, and what that asks of them. */
export type About = Pick<Common, "contactId" | "asksAge">;

export type TextRequest = Common & { kind: "text" } & Omit<ModelRequest, "model">;
export type EmbeddingCall = Common & { kind: "embedding" } & Omit<EmbeddingRequest, "model">;
export type ImageCall = Common & { kind: "image" } & Omit<ImageRequest, "model">;
export type ModerationCall = Common & { kind: "moderation" } & Omit<ModerationRequest, "model">;

/** One AI call as the gate is asked for it. */
export type GenerationRequest = TextRequest | EmbeddingCall | ImageCall | ModerationCall;

/** What the provider gets to see of a request, and nothing else of it. */
export function contentOf(request: GenerationRequest): object {
  const {
    id: _i,
    surface: _s,
    permission: _p,
    artefact: _a,
    key: _k,
    agentId: _g,
    apiKeyId: _y,
    widgetId: _w,
    contentClass: _c,
    contactId: _o,
    asksAge: _e,
    placeholders: _h,
    mostMicros: _m,
    ...rest
  } = request;
  const { signal: _n, kind: _d, model: _l, ...content } = rest;
  return content;
}

/** More tokens than small models read. */
const longTokens = 8000;

/** What a request is like, as far as it can be told without reading it: routes with conditions choose by it. */
export function classOf(request: GenerationRequest): string {
  if (request.kind !== "text") return request.kind;
  const hasPicture = request.messages.some(
    ({ content }) => typeof content !== "string" && content.some(({ type }) => type === "image"),
  );
  if (hasPicture) return "picture";
  if (request.tools?.length) return "tools";
  return estimateRequestTokens(request) > longTokens ? "long" : "text";
}
