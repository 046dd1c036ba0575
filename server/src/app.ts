// Long because it is the one file that knows every module and integration.
import type { Decide } from "./framework/authorize.ts";
import type { App as Composed } from "./framework/app.ts";
import type { Clock } from "./framework/clock.ts";
import type { Deployment } from "./framework/context.ts";
import type { AnyEndpoint, Module } from "./framework/endpoint.ts";
import type { EpochStore } from "./framework/epoch-store.ts";
import type { Keyring } from "./framework/keyring.ts";
import { locateCaller } from "./framework/locate-caller.ts";
import type { Logger } from "./framework/log.ts";
import { fill } from "./framework/ports.ts";
import { composedPort, type KeptPromise } from "./framework/promise.ts";
import { defaultLimits } from "./framework/rate-limit.ts";
import type { Signals } from "./framework/signals.ts";
import type { AnyTable } from "./framework/table.ts";
import { frameworkTables } from "./framework/tables.ts";
import type { Database } from "./framework/tenant.ts";
import { catalogueOf, cataloguePort } from "./privacy/catalogue.ts";
import { type ImportRule, importRulesPort } from "./privacy/import/import-rule.ts";
import { importAgents } from "./modules/agents/import-agents.ts";
import { importArchivedContacts } from "./modules/contacts/imports/import-archived-contacts.ts";
import { importConversations } from "./modules/conversations/import-conversations.ts";
import { importEndpoints } from "./modules/webhooks/import-endpoints.ts";
import { importGuardrailRules } from "./modules/guardrails/rules/import-guardrail-rules.ts";
import { importModels } from "./modules/models/import-models.ts";
import { importSkills } from "./modules/skills/import-skills.ts";
import { importFiles } from "./modules/files/import-files.ts";
import { storedObjectsPort } from "./privacy/stored-objects.ts";
import { followEpochs } from "./privacy/epochs/follow-epochs.ts";
import { amountsPort } from "./privacy/amounts.ts";
import { type EpochKeeping, epochKeepingPort } from "./privacy/epochs/keep-epochs.ts";
import { destroyedKeysChannel, forgetKeysPort, openKeyStore } from "./privacy/keys.ts";
import { privacyPromises } from "./privacy/promises/privacy-promises.ts";
import { type TellOfBrokenPromise, tellOfBrokenPromisePort } from "./privacy/promises/run-probes.ts";
import { auditRecorder } from "./privacy/record-audit.ts";
import { privacyTables } from "./privacy/tables.ts";
import { deliveryModule } from "./egress/deliveries/module.ts";
import { type DeliveryKind, deliveryKindsPort } from "./egress/deliveries/kind.ts";
import { deliveryDeskPort, openDesk } from "./egress/deliveries/open-desk.ts";
import { egressModule } from "./egress/module.ts";
import { guardRulesPort } from "./egress/guardrail/rules-port.ts";
import { openPolicies, policiesPort } from "./egress/policy/open-policies.ts";
import { openRegister, registerPort } from "./egress/processors/open-register.ts";
import { openGate } from "./egress/open-gate.ts";
import { operatorFetch } from "./egress/operator-fetch.ts";
import { reachOrigin, reachOriginPort } from "./egress/reach-origin.ts";
import { type OutwardFetch, outwardFetch } from "./egress/outward.ts";
import { storeInFolder } from "./integrations/local-folder/store-in-folder.ts";
import { openTelemetry, type Telemetry, type TelemetryOptions } from "./integrations/opentelemetry/open-telemetry.ts";
import type { ObjectStore } from "./integrations/roles/object-store.ts";
import { storeInS3 } from "./integrations/s3/store-in-s3.ts";
import { nameServerPort } from "./egress/guardrail/names/find-names-outside.ts";
import { gliner } from "./integrations/gliner/gliner.ts";
import { presidio } from "./integrations/presidio/presidio.ts";
import { type Gate, gatePort, providersPort, type ProviderSettings } from "./egress/ports.ts";
import { resolveText, resolveTextPort } from "./egress/resolve-text.ts";
import { openidConnect } from "./integrations/openid/openid-connect.ts";
import { anthropic } from "./integrations/anthropic/anthropic.ts";
import { automatic1111 } from "./integrations/automatic1111/automatic1111.ts";
import { google } from "./integrations/google/google.ts";
import { vendors } from "./integrations/openai-compatible/vendors.ts";
import type { ModelProvider } from "./integrations/roles/model.ts";
import { openaiCompatible } from "./integrations/openai-compatible/openai-compatible.ts";
import { openCountryFile } from "./integrations/maxmind/open-country-file.ts";
import { findCountryPort } from "./integrations/roles/find-country.ts";
import { reachSmtp, type SmtpReach } from "./integrations/smtp/reach-smtp.ts";
import { keepEpochsInVault, type VaultPlace } from "./integrations/vault/keep-epochs-in-vault.ts";
import { smtp } from "./integrations/smtp/smtp.ts";
import { decideByOpaHttp } from "./integrations/opa/decide-by-opa-http.ts";
import { decideByOpaWasm } from "./integrations/opa/decide-by-opa-wasm.ts";
import { decideInShadow } from "./integrations/opa/decide-in-shadow.ts";
import { sandboxModel } from "./integrations/sandbox/sandbox-model.ts";
import { callStatus } from "./integrations/data-rights-protocol/call-status.ts";
import { standardWebhooks } from "./integrations/standard-webhooks/standard-webhooks.ts";
import { deliveriesModule } from "./modules/deliveries/module.ts";
import { webhooksModule } from "./modules/webhooks/module.ts";
import { eventTypesPort, declareWebhookKind } from "./modules/webhooks/public.ts";
import { minorReportsModule } from "./modules/minor-reports/module.ts";
import { consentsModule } from "./modules/consents/module.ts";
import { disclosuresModule } from "./modules/disclosures/module.ts";
import { usersModule } from "./modules/users/module.ts";
import { mailModule } from "./modules/mail/module.ts";
import { declareMailKind } from "./modules/mail/public.ts";
import { raiseSecurityEvent } from "./modules/security-events/public.ts";
import { securityEventsModule } from "./modules/security-events/module.ts";
import { takeoversModule } from "./modules/takeovers/module.ts";
import { telemetryModule } from "./modules/telemetry/module.ts";
import { openUsageLog } from "./modules/telemetry/open-usage-log.ts";
import { usageLogPort } from "./framework/usage-log.ts";
import { securityAlertsModule } from "./modules/security-alerts/module.ts";
import { deploymentModule } from "./modules/deployment/module.ts";
import { factorsModule } from "./modules/factors/module.ts";
import { sessionsModule } from "./modules/sessions/module.ts";
import { accountLocksModule } from "./modules/account-locks/module.ts";
import { accountsModule } from "./modules/accounts/module.ts";
import { organizationsModule } from "./modules/organizations/module.ts";
import { workspacesModule } from "./modules/workspaces/module.ts";
import { membersModule } from "./modules/members/module.ts";
import { ownershipModule } from "./modules/ownership/module.ts";
import { supportModule } from "./modules/support/module.ts";
import { rolesModule } from "./modules/roles/module.ts";
import { apiKeysModule } from "./modules/api-keys/module.ts";
import { apiClientsModule } from "./modules/api-clients/module.ts";
import { connectedAppsModule } from "./modules/connected-apps/module.ts";
import { appDocumentsPort } from "./modules/connected-apps/public.ts";
import { generationsModule } from "./modules/generations/module.ts";
import { openaiApiModule } from "./modules/openai-api/module.ts";
import { tellSupportUsed } from "./modules/support/tell-support-used.ts";
import { tellWrongNetwork } from "./modules/api-keys/tell-wrong-network.ts";
import { askProvidersPort } from "./modules/identities/ask-providers.ts";
import { identitiesModule } from "./modules/identities/module.ts";
import { modelsModule } from "./modules/models/module.ts";
import { findModel, openPriceBook, priceBookPort } from "./modules/models/public.ts";
import { filesModule } from "./modules/files/module.ts";
import { attachedPort, objectStorePort, storedObjectsOver } from "./modules/files/public.ts";
import { attachmentsModule } from "./modules/attachments/module.ts";
import {
  attachedFiles,
  importAttachments,
  listFileTools,
  type ReadPicture,
  readPicturePort,
} from "./modules/attachments/public.ts";
import { agentsModule } from "./modules/agents/module.ts";
import { evaluationPort, openStandings, readStandings, recallPort, skillsPort } from "./modules/agents/public.ts";
import { contactsModule } from "./modules/contacts/module.ts";
import { movedAlongPort, readContactStandings } from "./modules/contacts/public.ts";
import { conversationsModule } from "./modules/conversations/module.ts";
import { importKnowledge } from "./modules/knowledge/import-knowledge.ts";
import { knowledgeModule } from "./modules/knowledge/module.ts";
import {
  keepShelves,
  knowledgeFetchPort,
  listKnowledgeTools,
  type ParseDocument,
  parseDocumentPort,
  shelvesPort,
} from "./modules/knowledge/public.ts";
import { memoryModule } from "./modules/memory/module.ts";
import { agentMemory, listMemoryTools } from "./modules/memory/public.ts";
import { skillsModule } from "./modules/skills/module.ts";
import { agentSkills, listSkillTools } from "./modules/skills/public.ts";
import { toolsModule } from "./modules/tools/module.ts";
import {
  callsPort,
  listBuiltIn,
  requestKinds,
  toolFetchPort,
  toolMailKind,
  toolSourcesPort,
} from "./modules/tools/public.ts";
import { connectionsModule } from "./modules/connections/module.ts";
import {
  connectorsPort,
  serversPort,
  connectorWrites,
  declareRevocation,
  declareWriteKinds,
  listConnectorTools,
} from "./modules/connections/public.ts";
import { mcpServersModule } from "./modules/mcp-servers/module.ts";
import { declareMcpKinds, isServerThere, listMcpTools, mcpPort, signInsPort } from "./modules/mcp-servers/public.ts";
import { describedSignIns } from "./integrations/oauth/described/find-sign-in.ts";
import { speakMcp } from "./integrations/mcp/speak-mcp.ts";
import { github } from "./integrations/github/github.ts";
import { googleWorkspace } from "./integrations/google-workspace/google-workspace.ts";
import { authorizeByCode } from "./integrations/oauth/authorize-by-code.ts";
import { slack } from "./integrations/slack/slack.ts";
import { keepAnswer, readCall, runSurfacePort, wakeCall } from "./modules/runs/public.ts";
import { showRun, visitorsPort } from "./modules/conversations/public.ts";
import { widgetsModule } from "./modules/widgets/module.ts";
import { moveVisitors, narrowAgent } from "./modules/widgets/public.ts";
import { agentTriggersModule } from "./modules/agent-triggers/module.ts";
import { evaluationsModule } from "./modules/evaluations/module.ts";
import { hasPassed } from "./modules/evaluations/public.ts";
import { runsModule } from "./modules/runs/module.ts";
import { aiChannel } from "./modules/workspaces/public.ts";
import { promisesModule } from "./modules/promises/module.ts";
import { policyVersionsModule } from "./modules/policy-versions/module.ts";
import { recordsModule } from "./modules/records/module.ts";
import { policiesModule } from "./modules/policies/module.ts";
import { processorsModule } from "./modules/processors/module.ts";
import { guardrailsModule } from "./modules/guardrails/module.ts";
import { openGuardRules } from "./modules/guardrails/public.ts";
import { approvalsModule } from "./modules/approvals/module.ts";
import { budgetsModule } from "./modules/budgets/module.ts";
import { walletModule } from "./modules/wallet/module.ts";
import { holdsModule } from "./modules/holds/module.ts";
import { incidentsModule } from "./modules/incidents/module.ts";
import { representativesModule } from "./modules/representatives/module.ts";
import { declareStatusKind } from "./modules/representatives/public.ts";
import { rightsRequestsModule } from "./modules/rights-requests/module.ts";
import { privacyRequestsModule } from "./modules/privacy-requests/module.ts";
import { backupsModule } from "./modules/backups/module.ts";
import { type BackupTools, backupToolsPort } from "./modules/backups/public.ts";
import { keysModule } from "./modules/keys/module.ts";
import { auditModule } from "./modules/audit/module.ts";
import { policyData } from "./modules/members/policy-data.ts";
import { decideByRole } from "./modules/members/decide-by-role.ts";
import { organizationNamePort } from "./modules/members/invite-member.ts";
import { readOrganizationName } from "./modules/organizations/read-organization-name.ts";
import { identifyCaller } from "./modules/sessions/identify-caller.ts";

/** Every module of the product. */
export const modules: readonly Module[] = [
  usersModule,
  securityEventsModule,
  deploymentModule,
  factorsModule,
  sessionsModule,
  accountsModule,
  accountLocksModule,
  organizationsModule,
  mailModule,
  workspacesModule,
  membersModule,
  rolesModule,
  ownershipModule,
  supportModule,
  apiKeysModule,
  apiClientsModule,
  connectedAppsModule,
  identitiesModule,
  contactsModule,
  egressModule,
  modelsModule,
  filesModule,
  agentsModule,
  deliveryModule,
  webhooksModule,
  deliveriesModule,
  conversationsModule,
  attachmentsModule,
  widgetsModule,
  toolsModule,
  skillsModule,
  knowledgeModule,
  runsModule,
  evaluationsModule,
  agentTriggersModule,
  memoryModule,
  connectionsModule,
  mcpServersModule,
  policiesModule,
  policyVersionsModule,
  promisesModule,
  processorsModule,
  recordsModule,
  openaiApiModule,
  generationsModule,
  walletModule,
  budgetsModule,
  approvalsModule,
  guardrailsModule,
  privacyRequestsModule,
  rightsRequestsModule,
  representativesModule,
  holdsModule,
  consentsModule,
  minorReportsModule,
  disclosuresModule,
  incidentsModule,
  auditModule,
  backupsModule,
  keysModule,
  securityAlertsModule,
  telemetryModule,
  takeoversModule,
];

/** How each promise is kept. */
export const composedPromises: readonly KeptPromise[] = [
  ...privacyPromises,
  ...modules.flatMap((m) => m.promises ?? []),
];
/** What this deployment can do, of what promises speak of. */
export const provided: ReadonlySet<string> = new Set(modules.flatMap((m) => m.provides ?? []));

/** What of an export can be imported again, parents before children. */
export const importRules: readonly ImportRule[] = [
  ...importGuardrailRules,
  ...importModels,
  ...importEndpoints,
  ...importAgents,
  ...importSkills,
  ...importArchivedContacts,
  ...importConversations,
  ...importAttachments,
  ...importFiles,
  ...importKnowledge,
];

const withModule = (module: Module) => (module.tables ?? []).map((table) => ({ ...table, module: module.name }));

/** Every table of the deployment, parents before children. */
export const tables: readonly AnyTable[] = [
  ...frameworkTables.map((t) => ({ ...t, module: "framework" })),
  ...privacyTables.map((t) => ({ ...t, module: "privacy" })),
  ...modules.flatMap(withModule),
];

export const endpoints: readonly AnyEndpoint[] = modules.flatMap((m) => m.endpoints ?? []);

/** What webhooks, the list of events and live updates tell of. */
export const publicEvents = modules.flatMap((m) => m.events ?? []).filter(({ isPublic }) => isPublic);

/** Which module an endpoint belongs to. */
export const moduleOf = (e: AnyEndpoint): string => modules.find((m) => m.endpoints?.includes(e))?.name ?? "unknown";

export type Surroundings = {
  database: Database;
  signals: Signals;
  clock: Clock;
  keyring: Keyring;
  log: Logger;
  deployment: Deployment;
  backups?: BackupTools;
  epochs?: EpochKeeping;
  /** Read documents and pictures in processes of their own. */
  parseDocument?: ParseDocument;
  readPicture?: ReadPicture;
};

/** How fast the sandbox speaks: like a model, but not to be waited for. */
const sandboxDelayMs = 15;

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

/** The operator is told; who reads the board sees it there. */
const tellOfBrokenPromise: TellOfBrokenPromise = async (work, promise) => {
  await raiseSecurityEvent(work, { kind: "promise.broken", severity: "critical", facts: { promise } });
};

function fillGate(around: Surroundings & { decide: Decide }) {
  const readStanding = openStandings(around.database);
  const reads = { readStanding, readStandings, readContacts: readContactStandings };
  const gate = { ...reads, findRoute: findModel, switchChannel: aiChannel, tellOfHost };
  const providers = {
    sandbox: sandboxModel({ delayMs: sandboxDelayMs }),
    connect: (settings: ProviderSettings) => connectProvider(settings, around.clock),
    urls: vendorUrls,
    fetch: outwardFetch({ allowLoopback: around.deployment.allowLoopbackModels }),
  };
  return [fill(gatePort, openGate(around, gate)), fill(providersPort, providers)];
}

/** Asks a mail server whether it would take a mail, without sending one. */
export const reachMailServer = (smtpUrl: string): Promise<SmtpReach> => reachSmtp(smtpUrl);

/** Vault is on the operator's own network. */
export const openVaultEpochs = (place: VaultPlace): EpochStore =>
  keepEpochsInVault(place, operatorFetch({ idleTimeoutMs: 5000 }));

/** S3 is the operator's own choice of host: it may be on this machine, and an answer is as long as a file. */
export function openObjectStore({
  deployment,
  clock,
}: {
  deployment: Pick<Deployment, "objects">;
  clock: Clock;
}): ObjectStore {
  if (deployment.objects.kind === "folder") return storeInFolder(deployment.objects.folder);
  const fetch = outwardFetch({ allowLoopback: true, maxResponseBytes: Number.MAX_SAFE_INTEGER });
  return storeInS3(deployment.objects, { fetch, clock });
}

function fillFiles(around: Surroundings) {
  const store = openObjectStore(around);
  return [
    fill(objectStorePort, store),
    fill(storedObjectsPort, storedObjectsOver(store)),
    fill(attachedPort, attachedFiles),
    fill(readPicturePort, around.readPicture),
  ];
}

export type PolicyEngine = Composed["decidesBy"];
/** Who decides, and who is asked besides to compare; `wasm` is the compiled policy itself. */
export type PolicyEngines = {
  engine: PolicyEngine;
  shadow: PolicyEngine | undefined;
  url: string | undefined;
  wasm: Uint8Array<ArrayBuffer> | undefined;
};

/** A policy server is on the operator's own network; a connection that takes longer is none. */
const connectWithinMs = 500;

/** @throws where the engine that is chosen cannot be loaded */
export async function openPolicyEngine(
  asked: PolicyEngines,
  log: Logger,
): Promise<Pick<Composed, "decide" | "decidesBy" | "decidesOutside">> {
  const open = (engine: PolicyEngine): Decide | Promise<Decide> => {
    if (engine === "embedded") return decideByRole;
    if (engine === "opa-wasm") return decideByOpaWasm(asked.wasm ?? new Uint8Array(), policyData, log);
    return decideByOpaHttp({ url: asked.url ?? "", log, fetch: operatorFetch({ idleTimeoutMs: connectWithinMs }) });
  };
  const decide = await open(asked.engine);
  const shadow = asked.shadow && (await open(asked.shadow));
  return {
    decide: shadow ? decideInShadow(decide, shadow, log) : decide,
    decidesBy: asked.engine,
    decidesOutside: asked.engine === "opa-http",
  };
}

/** Small answers within seconds: a discovery document, a key set, a token. */
const identityLimits = { idleTimeoutMs: 8000, totalTimeoutMs: 10_000, maxResponseBytes: 1_048_576 };

function fillIdentity({ deployment }: Surroundings) {
  const allowLoopback = deployment.allowLoopbackIssuers ?? false;
  const fetch = outwardFetch({ ...identityLimits, allowLoopback });
  const fetchDocument = outwardFetch({ ...identityLimits, maxResponseBytes: 65_536, allowLoopback });
  return [
    fill(appDocumentsPort, fetchDocument),
    fill(askProvidersPort, { providers: openidConnect, fetch }),
    fill(resolveTextPort, resolveText),
  ];
}

/** A short text is read in well under a second; whoever sends a message waits for it. */
const namesWithinMs = 5000;

function fillNameServer({ deployment, clock }: Surroundings) {
  const settings = deployment.nameServer;
  if (!settings) return fill(nameServerPort, undefined);
  const { url, whenSilent } = settings;
  const [first = "en", ...others] = settings.languages;
  const limits = { firstByteMs: namesWithinMs, idleMs: namesWithinMs, totalMs: namesWithinMs };
  return fill(nameServerPort, {
    server: settings.kind === "gliner" ? gliner({ url, clock, limits }) : presidio({ url, clock, limits }),
    fetch: operatorFetch({ idleTimeoutMs: namesWithinMs, answerBytesMax: 4_194_304 }),
    languages: [first, ...others],
    whenSilent,
    answerWithinMs: namesWithinMs,
  });
}

/** A receiver of webhooks answers within seconds, and no more than the beginning of its answer is read. */
const webhookLimits = {
  idleTimeoutMs: 15_000,
  totalTimeoutMs: 20_000,
  readsBeginningOnly: true,
  connectTimeoutMs: 10_000,
} as const;

/** Somebody waits for what a tool says, and a model reads no more than so much. */
const toolLimits = { idleTimeoutMs: 15_000, totalTimeoutMs: 30_000, maxResponseBytes: 2_097_152 };

/** Agents' tools, the way out for them, and how what they write finds its run again. */
function fillTools(fetch: OutwardFetch) {
  return [
    fill(toolSourcesPort, [
      listBuiltIn,
      listConnectorTools,
      listMcpTools,
      listKnowledgeTools,
      listMemoryTools,
      listFileTools,
      listSkillTools,
    ]),
    fill(toolFetchPort, fetch),
    fill(callsPort, { read: readCall, keepAnswer, wake: wakeCall }),
    fill(runSurfacePort, showRun),
    fill(visitorsPort, { narrow: narrowAgent }),
    fill(movedAlongPort, moveVisitors),
    fill(evaluationPort, hasPassed),
    fill(mcpPort, { servers: speakMcp, fetch }),
    fill(recallPort, agentMemory),
    fill(skillsPort, agentSkills),
  ];
}

/** Services at which people have accounts. A stand-in on this machine is the operator's own choice. */
function fillConnectors({ deployment }: Surroundings) {
  const hasStandIn = Object.values(deployment.connectors ?? {}).some(({ url }) => url !== undefined);
  const fetch = outwardFetch({ ...toolLimits, allowLoopback: hasStandIn });
  // What servers say of how one signs in at them, and where tokens are got: a few kilobytes, within seconds.
  const limits = { ...identityLimits, maxResponseBytes: 65_536 };
  const remote = outwardFetch({ ...limits, allowLoopback: deployment.allowLoopbackModels });
  return [
    fill(connectorsPort, {
      connectors: [github, googleWorkspace, slack],
      oauth: authorizeByCode,
      fetch,
      remote: { describe: describedSignIns.describe, fetch: remote },
    }),
    fill(serversPort, { isThere: isServerThere }),
    fill(signInsPort, { signIns: describedSignIns, fetch: remote }),
  ];
}

/** A document at an address is as large as one that is uploaded, and may have moved. */
const documentLimits = {
  idleTimeoutMs: 20_000,
  totalTimeoutMs: 120_000,
  maxResponseBytes: 52_428_800,
  maxRedirects: 3,
};

const fillKnowledge = ({ deployment, parseDocument }: Surroundings) => [
  fill(shelvesPort, keepShelves()),
  fill(parseDocumentPort, parseDocument),
  fill(knowledgeFetchPort, outwardFetch({ ...documentLimits, allowLoopback: deployment.allowLoopbackModels })),
];

/** Every kind of effect, with the integration that carries it out. */
function fillDeliveries({ deployment, database }: Surroundings) {
  const fetch = outwardFetch({ ...webhookLimits, allowLoopback: deployment.allowLoopbackModels });
  const toolFetch = outwardFetch({ ...toolLimits, allowLoopback: deployment.allowLoopbackModels });
  const ofTools = [
    ...requestKinds(toolFetch),
    toolMailKind(smtp),
    declareRevocation(),
    ...declareWriteKinds(connectorWrites),
    ...declareMcpKinds(),
  ];
  const ofEvents = [declareWebhookKind(standardWebhooks, fetch), declareStatusKind(callStatus, fetch)];
  const kinds: DeliveryKind[] = [...ofEvents, declareMailKind(smtp), ...ofTools];
  return [
    ...fillTools(toolFetch),
    fill(deliveryKindsPort, new Map(kinds.map((kind) => [kind.name, kind]))),
    fill(deliveryDeskPort, openDesk(database)),
    fill(eventTypesPort, publicEvents),
  ];
}

/** Fills every port. Tests pass replacements for single ones. */
export function composeApp(around: Surroundings, replaced: Partial<Composed> = {}): Composed {
  const keys = openKeyStore(around.database, around.keyring, around.clock);
  around.signals.subscribe(destroyedKeysChannel, (subjectId) => keys.forget(subjectId));
  followEpochs(around, (subjectId) => keys.forget(subjectId));
  const policies = openPolicies(around);
  const findCountry = openCountryFile(around.deployment.countryFile);
  const exchanges = modules.flatMap((m) => m.exchanges ?? []);
  const usageLog = openUsageLog({ ...around, keys, endpoints, exchanges }, () => composed);
  const composed: Composed = {
    ...around,
    keys,
    tables,
    endpoints,
    exchanges,
    jobs: modules.flatMap((m) => m.jobs ?? []),
    limits: defaultLimits,
    identify: locateCaller(
      identifyCaller(around.database, around.keyring, (used) => tellWrongNetwork(composed, used)),
      findCountry,
      around.log,
    ),
    decide: decideByRole,
    decidesBy: "embedded",
    recordAudit: auditRecorder(keys),
    tellSupportUsed: (look) => tellSupportUsed(composed, look),
    reactions: modules.flatMap((m) => m.reactions ?? []),
    promises: composedPromises,
    provides: provided,
    ports: new Map<string, unknown>([
      fill(organizationNamePort, readOrganizationName),
      fill(findCountryPort, findCountry),
      fill(registerPort, openRegister(around)),
      fill(policiesPort, policies),
      fill(amountsPort, async (organizationId) => (await policies.read({ organizationId })).number),
      fill(guardRulesPort, openGuardRules({ ...around, keys })),
      fill(priceBookPort, openPriceBook(around)),
      fill(usageLogPort, usageLog),
      fill(composedPort, () => composed),
      fill(reachOriginPort, reachOrigin(around.deployment)),
      fill(tellOfBrokenPromisePort, tellOfBrokenPromise),
      fill(backupToolsPort, around.backups),
      fill(epochKeepingPort, around.epochs),
      ...fillGate({ ...around, decide: replaced.decide ?? decideByRole }),
      ...fillFiles(around),
      ...fillDeliveries(around),
      ...fillKnowledge(around),
      ...fillIdentity(around),
      fillNameServer(around),
      ...fillConnectors(around),
      fill(cataloguePort, catalogueOf(replaced.tables ?? tables)),
      fill(importRulesPort, importRules),
      fill(forgetKeysPort, (subjectId) => keys.forget(subjectId)),
    ]),
    ...replaced,
  };
  return composed;
}

/** What measures this process; whoever starts it says that it does. */
export const openObservation = (options: TelemetryOptions): Telemetry => openTelemetry(options);
