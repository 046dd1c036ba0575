import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { AnyEndpoint } from "../../framework/endpoint.ts";

type JsonSchema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
};
export type Input = Record<string, unknown>;
/** Finds or makes something of the kind a field such as `agent_id` names, and tells its id. */
export type MakeId = (field: string) => Promise<string>;

/** What to write where the schema alone does not say what is understood; by the field's name. */
const examplesByName: Record<string, () => unknown> = {
  email: () => "somebody@example.test",
  password_hash: () => `$2b$10$${"a".repeat(53)}`,
  birth_date: () => "1990-04-01",
  model: () => "sandbox",
  slug: () => `slug-${Math.random().toString(36).slice(2, 10)}`,
  agent_code: () => `AGENT_${Math.random().toString(36).slice(2, 10)}`,
  verify_key: () => Buffer.alloc(32, 7).toString("base64"),
  targets: () => [{ model: "sandbox" }],
  processor: () => "mistral",
  predicate: () => ({ by: "filter" }),
  review_at: () => new Date(Date.now() + 30 * 86_400_000).toISOString(),
  promise: () => "account.password",
  hosts: () => ["api.example.com"],
  country: () => "DE",
  screen: () => "/agents/$agentId",
  hash: () => "0".repeat(64),
  card_last4: () => "4242",
  aware_at: () => "2026-01-02T00:00:00Z",
  effective_on: () => "2040-01-01",
  privacy_contact: () => "privacy@example.test",
  began_at: () => "2026-01-01T00:00:00Z",
  ended_at: () => "2026-01-03T00:00:00Z",
  time_zone: () => "Europe/Berlin",
  issuer: () => "https://issuer.example.com",
  value: () => `${randomUUID()}@example.test`,
  url: () => "http://127.0.0.1:9/v1",
};
const examplesByFormat: Record<string, string> = {
  date: "1990-04-01",
  "date-time": "2040-01-01T00:00:00Z",
  email: "somebody@example.test",
  uri: "https://example.test/",
};

type InputFields = { properties: Record<string, JsonSchema>; required: string[] };
const described = new WeakMap<AnyEndpoint, InputFields>();

/** The fields of an endpoint's input, as its callers see them. */
export function describeInput(e: AnyEndpoint): InputFields {
  const known = described.get(e);
  if (known) return known;
  const { properties = {}, required = [] } = z.toJSONSchema(e.input, {
    io: "input",
    unrepresentable: "any",
  }) as JsonSchema;
  described.set(e, { properties, required });
  return { properties, required };
}

export const pathFields = (e: AnyEndpoint): string[] => [...e.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
export const isId = (field: string): boolean => field.endsWith("_id");

/** What has to be sent along with an optional field. */
const companions: Record<string, Input> = {
  "POST /privacy-requests organization_id": { subject: "organization" },
  "POST /runs agent_id": { text: "Hi" },
  "POST /knowledge-documents collection_id": { url: "http://127.0.0.1:9/knowledge.txt" },
  "POST /agent-triggers kind": { cron: "0 9 * * MON-FRI", time_zone: "Europe/Berlin" },
  "POST /guardrail-rules kind": { words: ["something"] },
  "POST /contacts/{contact_id}/locks purpose": { kind: "objection" },
  "POST /contact-identities network": { kind: "social", value: "@somebody" },
};

/** Ids that are of something else than their name says elsewhere, since OAuth names them. */
const named: Record<string, string> = Object.fromEntries(
  ["view", "approve", "deny"].map((what) => [`/app-authorizations/${what} client_id`, "app_client_id"]),
);

/**
 * An input the endpoint takes: what it requires, and of what it does not the fields in `besides`.
 * @param own what the caller alone knows, by field: `password`, `current_password`
 */
export async function exampleInput(
  e: AnyEndpoint,
  makeId: MakeId,
  { own = {}, besides = [] }: { own?: Input; besides?: readonly string[] } = {},
): Promise<Input> {
  const { properties, required } = describeInput(e);
  const input: Input = {};
  for (const name of new Set([...required, ...besides])) {
    input[name] = isId(name)
      ? await makeId(named[`${e.path} ${name}`] ?? name)
      : (own[name] ?? exampleOf(properties[name]!, name));
    Object.assign(input, companions[`${e.method} ${e.path} ${name}`]);
  }
  return input;
}

function exampleOf(schema: JsonSchema, name: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return exampleOf(schema.anyOf.find(({ type }) => type !== "null")!, name);
  const byName = examplesByName[name];
  if (byName) return byName();
  if (schema.type === "object") return exampleObject(schema);
  if (schema.type === "array")
    return Array.from({ length: schema.minItems ?? 0 }, () => exampleOf(schema.items ?? {}, name));
  if (schema.type === "boolean") return true;
  if (schema.type === "integer" || schema.type === "number") return Math.max(1, schema.minimum ?? 1);
  return examplesByFormat[schema.format ?? ""] ?? "something".padEnd(schema.minLength ?? 0, "g");
}

const exampleObject = ({ properties = {}, required = [] }: JsonSchema): Input =>
  Object.fromEntries(required.map((name) => [name, exampleOf(properties[name]!, name)]));

/** A value that no schema of this type takes. */
export const wrongType = (schema: JsonSchema): unknown =>
  schema.type === "object" ? "not an object" : { not: "this" };

/** Path and body of a request with this input. */
export function requestOf(e: AnyEndpoint, input: Input): { path: string; method: string; json?: Input } {
  const inPath = pathFields(e);
  const path = e.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const rest = Object.entries(input).filter(([name]) => !inPath.includes(name));
  if (e.method !== "GET" && e.takes !== "bytes")
    return { path: `/api/v1${path}`, method: e.method, json: Object.fromEntries(rest) };
  const query = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return { path: `/api/v1${path}${query && `?${query}`}`, method: e.method };
}
