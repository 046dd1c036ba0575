import * as z from "zod";
import { bodyTypesOf } from "./oauth-dialect.ts";
import { describeWebhooks } from "./describe-webhooks.ts";
import { type AnyEndpoint, isStream } from "../endpoint.ts";
import type { RefusalFactory } from "../errors.ts";
import type { EventDeclaration } from "../events.ts";
import { requestErrors, stepUpErrors } from "../errors.ts";
import { problemSchema } from "./problems.ts";

type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
  [key: string]: unknown;
};

const schemaOf = (type: z.ZodType, io: "input" | "output"): JsonSchema => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
  }) as JsonSchema & { $schema?: string };
  return schema;
};

/** The OpenAPI 3.1 document of all endpoints. `tagOf` names the module an endpoint belongs to. */
export function openApiOf(
  endpoints: readonly AnyEndpoint[],
  tagOf: (e: AnyEndpoint) => string,
  version: string,
  events: readonly EventDeclaration[] = [],
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const e of endpoints) {
    const path = (paths[e.path] ??= {});
    path[e.method.toLowerCase()] = operationOf(e, tagOf(e));
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Avow",
      version,
      description:
        "Content studio, messaging, campaigns, agents and companions on one engine whose privacy policy is executable.",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: "/api/v1" }],
    tags: [...new Set(endpoints.map(tagOf))].toSorted().map((name) => ({ name })),
    paths,
    webhooks: describeWebhooks(events),
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-avow-session",
          description: "Set by signing in. Writes also need the header `Avow-Csrf: 1`.",
        },
        apiKey: { type: "http", scheme: "bearer", description: "An API key made under Developers." },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

const operationId = (e: AnyEndpoint) =>
  `${e.method.toLowerCase()}${e.path
    .split("/")
    .filter(Boolean)
    .map((part) => part.replace(/[{}]/g, "").replace(/(?:^|[-_])(\w)/g, (_, c: string) => c.toUpperCase()))
    .join("")}`;

function operationOf(e: AnyEndpoint, tag: string): Record<string, unknown> {
  const input = schemaOf(e.input, "input");
  const inPath = [...e.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!);
  const rest = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name));
  const isRequired = (name: string) => input.required?.includes(name) ?? false;
  const parameter = (name: string, where: string, schema: JsonSchema) => ({
    name,
    in: where,
    required: where === "path" || isRequired(name),
    schema,
    ...(schema.description ? { description: schema.description } : {}),
  });
  const query =
    e.method === "GET" || e.takes === "bytes" ? rest.map(([name, schema]) => parameter(name, "query", schema)) : [];
  const body =
    e.method === "GET" || e.takes === "bytes" || rest.length === 0
      ? undefined
      : {
          type: "object",
          properties: Object.fromEntries(rest),
          required: rest.map(([name]) => name).filter(isRequired),
          additionalProperties: false,
        };
  return {
    operationId: operationId(e),
    summary: e.summary,
    ...descriptionOf(e),
    tags: [tag],
    "x-permission": e.permission,
    ...(e.stepUp ? { "x-step-up": "always" } : e.stepUpFor ? { "x-step-up": "sometimes" } : {}),
    security:
      e.scope === "anonymous"
        ? []
        : e.scope === "user" || e.scope === "operator"
          ? [{ session: [] }]
          : [{ session: [] }, { apiKey: [] }],
    parameters: [
      ...inPath.map((name) => parameter(name, "path", input.properties?.[name] ?? { type: "string" })),
      ...query,
      ...headersOf(e),
    ],
    ...(body ? { requestBody: { required: body.required.length > 0, content: bodyTypesOf(e, body) } } : {}),
    ...(e.takes === "bytes" ? { requestBody: { required: true, content: { "application/octet-stream": {} } } } : {}),
    responses: responsesOf(e),
  };
}

const stepUpSentence = (always: boolean) =>
  `${always ? "A" : "Depending on what is asked, a"} session has to have proved who it is within the last ten minutes: \`POST /sessions/current/step-up\`.`;

function descriptionOf(e: AnyEndpoint): { description?: string } {
  const stepUp = e.stepUp || e.stepUpFor ? stepUpSentence(e.stepUp ?? false) : undefined;
  const description = [e.description, stepUp].filter((part) => part !== undefined).join("\n\n");
  return description ? { description } : {};
}

function headersOf(e: AnyEndpoint): unknown[] {
  const header = (name: string, description: string, required = false) => ({
    name,
    in: "header",
    required,
    schema: { type: "string" },
    description,
  });
  return [
    ...(e.reads ?? []).map((name) => header(name, "As the description says.")),
    ...(e.scope === "organization"
      ? [header("Avow-Organization", "Which organization; an API key is bound to one and needs none.")]
      : []),
    ...(e.scope === "workspace" ? [header("Avow-Workspace", "Which workspace.")] : []),
    ...(e.method === "POST"
      ? [header("Idempotency-Key", "Repeating the request with the same key answers as the first time.")]
      : []),
    ...(!isStream(e) && e.versioned && e.method !== "GET"
      ? [header("If-Match", "`ETag` of what you read; refused when it has changed since.")]
      : []),
    ...(e.method === "GET" && isStream(e) && e.contentType === "text/event-stream"
      ? [header("Last-Event-ID", "Where to go on after a break.")]
      : []),
  ];
}

function responsesOf(e: AnyEndpoint): Record<string, unknown> {
  const success = isStream(e)
    ? { 200: { description: "The stream.", content: { [e.contentType]: { schema: { type: "string" } } } } }
    : e.status === 204
      ? { 204: { description: "Done." } }
      : {
          [e.status ?? 200]: {
            description: "Done.",
            content: { "application/json": { schema: schemaOf(e.output, "output") } },
          },
        };
  const byStatus = Map.groupBy(refusalsOf(e), (r) => r.declared.status);
  const refusals = [...byStatus].map(([status, list]) => {
    const description = list.map((r) => `\`${r.code}\`: ${r.declared.title}`).join("\n\n");
    const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
    return [status, { description, content }] as const;
  });
  return { ...success, ...Object.fromEntries(refusals) };
}

/** What an endpoint may answer instead: its own refusals and those of its kind. */
export function refusalsOf(e: AnyEndpoint): RefusalFactory[] {
  const r = requestErrors;
  const isOfTenant = e.scope === "organization" || e.scope === "workspace";
  const all = [
    r.invalid,
    r.too_many,
    r.unavailable,
    r.undecided,
    ...(e.method === "GET" ? [] : [r.malformed, r.too_large]),
    ...(e.method === "GET" || e.takes === "bytes" ? [] : [r.unsupported_type]),
    ...(e.method === "GET" || e.dialect ? [] : [r.cross_site]),
    ...(e.scope === "anonymous" ? [] : [r.not_signed_in, r.not_allowed]),
    ...(e.stepUp || e.stepUpFor ? [stepUpErrors.step_up_required] : []),
    ...(isOfTenant ? [r.tenant_required] : []),
    ...(isOfTenant || e.path.includes("{") ? [r.not_found] : []),
    ...(e.method === "POST" ? [r.key_in_use, r.key_reused] : []),
    ...(!isStream(e) && e.versioned && e.method !== "GET" ? [r.changed] : []),
    ...(e.refusals ?? []),
  ];
  return [...new Set(all)];
}
