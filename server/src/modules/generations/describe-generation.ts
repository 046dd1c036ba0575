import * as z from "zod";
import { generationKinds, surfaces } from "../../egress/public.ts";
import { isProviderErrorCode, ProviderError } from "../../integrations/roles/calls/provider-error.ts";

const attempt = z.object({ provider: z.string(), model: z.string(), code: z.string(), ms: z.int() });

export const generation = z.object({
  id: z.string(),
  kind: z.enum(generationKinds),
  surface: z.enum(surfaces).describe("Where the call came in."),
  state: z.enum(["running", "completed", "stopped", "failed", "interrupted"]),
  artefact: z.string().describe("Id of what it made, such as a message."),
  caller: z.string().nullable().describe("The person, API key or job that asked."),
  user_id: z.string().describe("Whom it was made for."),
  agent_id: z.string().nullable(),
  contact_id: z.string().nullable().describe("The contact it was about."),
  route: z.string().nullable(),
  provider: z.string().describe("The connection that answered, or `sandbox`."),
  provider_kind: z.string().nullable(),
  model: z.string(),
  sandbox: z.boolean(),
  verdict: z.string().nullable().describe("What the guardrail said before anything was sent."),
  verdict_rule: z.string().nullable(),
  attempts: z.array(attempt).describe("Models that failed before the one that answered."),
  tokens_in: z.int().nullable(),
  tokens_out: z.int().nullable(),
  tokens_cached: z.int().nullable(),
  tokens_reasoning: z.int().nullable(),
  tokens_estimated: z.boolean().nullable(),
  images: z.int().nullable(),
  cost_micros: z.int().nullable().describe("Millionths of a credit."),
  price_version: z.string().nullable(),
  first_token_ms: z.int().nullable(),
  latency_ms: z.int().nullable(),
  error: z.object({ code: z.string(), title: z.string(), help: z.string() }).nullable().describe("Why it failed."),
  created_at: z.iso.datetime(),
  settled_at: z.iso.datetime().nullable(),
});

type Generation = z.infer<typeof generation>;
type Row = Omit<Generation, "error" | "created_at" | "settled_at" | "attempts"> & {
  attempts: Generation["attempts"] | null;
  error_code: string | null;
  created_at: Date;
  settled_at: Date | null;
};

const ownColumns = [
  "id",
  "kind",
  "surface",
  "state",
  "artefact",
  "caller",
  "user_id",
  "agent_id",
  "route",
  "provider",
  "provider_kind",
  "model",
  "sandbox",
  "verdict",
  "verdict_rule",
  "attempts",
  "tokens_in",
  "tokens_out",
  "tokens_cached",
  "tokens_reasoning",
  "tokens_estimated",
  "images",
  "cost_micros",
  "price_version",
  "first_token_ms",
  "latency_ms",
  "error_code",
  "created_at",
  "settled_at",
] as const;

type OwnColumn = (typeof ownColumns)[number];
const qualified = <const C extends string>(column: C): `generations.${C}` => `generations.${column}`;

export const generationColumns = [
  ...ownColumns.map((column): `generations.${OwnColumn}` => qualified(column)),
  "contact_generations.contact_id",
] as const;

export const describeGeneration = ({ error_code, attempts, created_at, settled_at, ...row }: Row): Generation => ({
  ...row,
  attempts: attempts ?? [],
  error: error_code === null ? null : explainFailure(error_code),
  created_at: created_at.toISOString(),
  settled_at: settled_at?.toISOString() ?? null,
});

/** Why a call failed, in the words the same code has everywhere. */
export function explainFailure(code: string): NonNullable<Generation["error"]> {
  if (!isProviderErrorCode(code))
    return { code, title: "It was refused, or a rule ended it.", help: `See /docs/errors/${code}.` };
  const { title, help } = new ProviderError(code);
  return { code, title, help };
}
