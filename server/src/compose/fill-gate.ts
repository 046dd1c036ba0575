import { openGate } from "../egress/open-gate.ts";
import { outwardFetch } from "../egress/outward/outward.ts";
import { type Gate, gatePort, type ProviderSettings, providersPort } from "../egress/ports.ts";
import type { Decide } from "../framework/request/authorize.ts";
import type { Clock } from "../framework/clock.ts";
import { fill } from "../framework/ports.ts";
import { anthropic } from "../integrations/anthropic/anthropic.ts";
import { automatic1111 } from "../integrations/automatic1111/automatic1111.ts";
import { google } from "../integrations/google/google.ts";
import { openaiCompatible } from "../integrations/openai-compatible/openai-compatible.ts";
import { vendors } from "../integrations/openai-compatible/vendors.ts";
import type { ModelProvider } from "../integrations/roles/models/model.ts";
import { sandboxModel } from "../integrations/sandbox/sandbox-model.ts";
import { openStandings, readStandings } from "../modules/agents/public.ts";
import { readContactStandings } from "../modules/contacts/public.ts";
import { findModel } from "../modules/models/public.ts";
import { raiseSecurityEvent } from "../modules/security-events/public.ts";
import { aiChannel } from "../modules/workspaces/public.ts";
import type { Surroundings } from "./surroundings.ts";

/** How fast the sandbox speaks: like a model, but not to be waited for. */
const usualPaceMs = 15;

const vendorUrls: Readonly<Record<string, string>> = {
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
  ...Object.fromEntries(Object.entries(vendors).map(([kind, { url }]) => [kind, url])),
};

/** The adapter of each kind of connection. */
function connectProvider({ url = "", ...settings }: ProviderSettings, clock: Clock): ModelProvider {
  const known = { ...settings, url, clock };
  if (settings.kind === "anthropic") return anthropic(known);
  if (settings.kind === "google") return google(known);
  if (settings.kind === "automatic1111") return automatic1111(known);
  const dialect = vendors[settings.kind]?.dialect;
  return openaiCompatible({ ...known, ...(dialect ? { dialect } : {}) });
}

/** Written at once, besides the call that is about to be refused. */
const tellOfHost: Gate["tellOfHost"] = (work, { providerKind }) => {
  const organizationId = work.scope.organizationId!;
  const facts = { provider: providerKind };
  const event = { kind: "egress.host_refused", severity: "critical", organizationId, facts } as const;
  raiseSecurityEvent(work, { ...event, evenIfRefused: true }).catch((err: unknown) =>
    work.log.error({ err }, "a security event could not be written"),
  );
};

/** The way to models, with the adapters of those that answer. */
export function fillGate(around: Surroundings & { decide: Decide }) {
  const readStanding = openStandings(around.database);
  const reads = { readStanding, readStandings, readContacts: readContactStandings };
  const gate = { ...reads, findRoute: findModel, switchChannel: aiChannel, tellOfHost };
  const providers = {
    sandbox: sandboxModel({ delayMs: around.deployment.sandboxPaceMs ?? usualPaceMs }),
    connect: (settings: ProviderSettings) => connectProvider(settings, around.clock),
    urls: vendorUrls,
    fetch: outwardFetch({ allowLoopback: around.deployment.allowLoopbackModels }),
  };
  return [fill(gatePort, openGate(around, gate)), fill(providersPort, providers)];
}
