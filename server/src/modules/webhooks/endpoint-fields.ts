import * as z from "zod";
import { checkDestination, egressErrors, policiesPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { eventTypesPort } from "./events/event-types-port.ts";
import { webhookErrors } from "./errors.ts";

const headersMax = 10;

/** What the connection or Avow sets, what carries sessions, and what could smuggle a request past a proxy (RFC 9110, RFC 9112). */
const refusedHeader =
  /^(host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|keep-alive|date|via|forwarded|x-forwarded-.*|x-real-ip|proxy-.*|sec-.*|cookie|set-cookie|webhook-.*|user-agent|accept-encoding|avow-.*)$/;

export const endpointFields = {
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe("Where events are posted: https, on the public internet."),
  description: z.string().trim().max(200).nullable().describe("What it is for, in your words."),
  events: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(100)
    .describe("Types of events, `contact.*` for all of a noun, or `*` for all."),
  payload: z
    .enum(["thin", "full"])
    .describe("`thin`: ids and codes only. `full`: what they are about as well, where the policy allows it."),
  ordered: z.boolean().describe("One event after the other: one that fails holds up those behind it."),
  asymmetric: z
    .boolean()
    .describe(
      "Signs with a key pair as well (`v1a`, Ed25519): whoever has `public_key` verifies, and can sign nothing.",
    ),
  headers: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/),
      z
        .string()
        .max(1000)
        .regex(/^[\x20-\x7e]*$/),
    )
    .describe("Sent besides, such as a token your receiver wants to see. Kept sealed, never shown again."),
};

type Checked = {
  url?: string | undefined;
  headers?: Record<string, string> | undefined;
  events?: string[] | undefined;
  payload?: "thin" | "full" | undefined;
};

/**
 * What an endpoint may be, before it is saved. Sending checks the address again, at the socket.
 * @throws Refusal `egress.destination_refused`, `webhooks.header_refused`, `webhooks.event_unknown`, `webhooks.personal_data_refused`
 */
export async function checkEndpoint(work: Work, { url, headers = {}, events = [], payload }: Checked): Promise<void> {
  const refused = Object.keys(headers).find((name) => refusedHeader.test(name.toLowerCase()));
  if (refused !== undefined) throw webhookErrors.header_refused({ header: refused.toLowerCase() });
  if (Object.keys(headers).length > headersMax) throw webhookErrors.header_refused({ header: "", limit: headersMax });
  const types = work.port(eventTypesPort);
  const unknown = events.find((pattern) => !types.some(({ type }) => isCovered(pattern, type)));
  if (unknown !== undefined) throw webhookErrors.event_unknown({ event: /^[\w.*]+$/.test(unknown) ? unknown : "?" });
  if (payload === "full" && !(await allowsPersonalData(work))) throw webhookErrors.personal_data_refused();
  if (url === undefined) return;
  const destination = await checkDestination(url, {
    allowLoopback: work.deployment.allowLoopbackTargets ?? false,
  });
  if (!destination.allowed) throw egressErrors.destination_refused({ reason: destination.reason });
}

export async function allowsPersonalData(work: Work): Promise<boolean> {
  const { organizationId, workspaceId } = work.scope;
  return (
    (await work.port(policiesPort).read({ organizationId, workspaceId })).choice("webhooks.personal_data") ===
    "included"
  );
}

/** Whether a filter's pattern means a type. */
export const isCovered = (pattern: string, type: string): boolean =>
  pattern === "*" || pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));
