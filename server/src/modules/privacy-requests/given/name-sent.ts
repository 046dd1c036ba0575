import { isNamedHost, type Processor } from "../../../egress/public.ts";
import { dayMs, later } from "../../../framework/clock.ts";
import type { Subject } from "../../../framework/context.ts";
import { serviceOfTool } from "../../connections/public.ts";
import { serverOfTool } from "../../mcp-servers/public.ts";
import type { NamedEndpoint } from "../../webhooks/public.ts";
import type { Found } from "./find-given.ts";
import type { AskedTool, Sent } from "./find-sent.ts";

type Register = ReadonlyMap<string, Processor>;
export type Around = {
  register: Register;
  endpoints: ReadonlyMap<string, NamedEndpoint>;
  erased: Subject["kind"];
  /** Names of services in the register. */
  processors: ReadonlyMap<string, string>;
  smtpUrl: string | undefined;
};

const asTheySay = "keeps what it was sent as whoever runs it says";

/** Nobody in the register deletes by a call: it says for how long they keep at the most. */
export function byRegister(word: string, lastAt: Date, register: Register): Found {
  const facts = register.get(word)?.facts;
  if (!facts) return { name: `Model server (${word})`, outcome: asTheySay, by: null, lastAt };
  const { name, retention_days: days } = facts;
  if (days === 0) return { name, outcome: "keeps nothing of what it was sent", by: lastAt.toISOString(), lastAt };
  const outcome = `deletes nothing on request; keeps what it was sent for ${days} days at the most`;
  return { name, outcome, by: later(lastAt, days * dayMs).toISOString(), lastAt };
}

/** Whoever a delivery of this kind goes to. */
const receivers: Record<string, (sent: Sent, around: Around) => Found[]> = {
  webhook: nameWebhook,
  mail: nameMail,
  tool_mail: nameMail,
  drp_status: ({ last_at }) => [
    others("Representatives who had asked for people", "were told where that stood, and answer for it", last_at),
  ],
  tool_request: nameHost,
  tool_request_keyed: nameHost,
  connector_write: nameWritten,
  connector_write_keyed: nameWritten,
  mcp_write: nameServer,
  mcp_write_repeatable: nameServer,
};

/** A kind that nothing here knows is named by its own word: a receiver is never left out. */
export const nameSent = (sent: Sent, around: Around): Found[] =>
  receivers[sent.kind]?.(sent, around) ?? [others(`Receiver of ${sent.kind}`, asTheySay, sent.last_at)];

/** What a tool asked, where that is outside: what looks things up in here reaches nobody. */
export function nameTool({ tool, last_at }: AskedTool, { register, processors }: Around): Found[] {
  const service = serviceOfTool(tool);
  if (service !== undefined) return [byRegister(processors.get(service) ?? service, last_at, register)];
  const server = serverOfTool(tool);
  if (server !== undefined) return [others(`MCP server ${server}`, asTheySay, last_at)];
  if (tool !== "read_url") return [];
  return [others("Web sites that agents read", "saw which address was asked for, and nothing else", last_at)];
}

const others = (name: string, outcome: string, lastAt: Date): Found => ({ name, outcome, by: null, lastAt });

const toldBy = { user: "member.erased", contact: "contact.erased", organization: undefined } as const;

function nameWebhook({ target, last_at }: Sent, { endpoints, erased }: Around): Found[] {
  const endpoint = endpoints.get(target ?? "");
  const name = `Webhook receiver ${endpoint?.host ?? target}`;
  const event = toldBy[erased];
  const isTold = event !== undefined && endpoint?.hears(event);
  const outcome = isTold
    ? `is told by the event ${event}, and answers for what it keeps`
    : "is told by no event of this erasure: whoever had it connected has to tell it";
  return [others(name, outcome, last_at)];
}

/** The server that takes mails here, and, where they were to others, those who have them. */
function nameMail({ to_others, last_at }: Sent, { smtpUrl, register }: Around): Found[] {
  const host = smtpUrl === undefined ? undefined : URL.parse(smtpUrl)?.hostname;
  const [known] = [...register].find(([, { facts }]) => host !== undefined && isNamedHost(host, facts.hosts)) ?? [];
  const server = known
    ? byRegister(known, last_at, register)
    : others(`Mail server ${host ?? "of the time"}`, asTheySay, last_at);
  if (!to_others) return [server];
  return [
    server,
    others("Those who were written to by mail", "have what was written to them: a mail is not called back", last_at),
  ];
}

function nameHost({ target, last_at }: Sent): Found[] {
  const outcome = "was sent what an agent wrote there; there is no way to have it deleted";
  return [others(`Web address at ${target ?? "?"}`, outcome, last_at)];
}

function nameWritten({ target, last_at }: Sent, { register, processors }: Around): Found[] {
  const service = processors.get(target ?? "") ?? target ?? "?";
  const name = register.get(service)?.facts.name ?? service;
  return [others(name, "holds what was written there until whoever has the account deletes it", last_at)];
}

function nameServer({ tool, target, last_at }: Sent): Found[] {
  const server = tool === null ? undefined : serverOfTool(tool);
  return [others(`MCP server ${server ?? target}`, asTheySay, last_at)];
}
