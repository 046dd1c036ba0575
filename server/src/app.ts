import { fillConnectors } from "./compose/fill-connectors.ts";
import { fillDeliveries } from "./compose/fill-deliveries.ts";
import { fillFiles } from "./compose/fill-files.ts";
import { fillGate } from "./compose/fill-gate.ts";
import { fillIdentity } from "./compose/fill-identity.ts";
import { fillKnowledge } from "./compose/fill-knowledge.ts";
import { fillNameServer } from "./compose/fill-name-server.ts";
import { importRules } from "./compose/list-import-rules.ts";
import { modules } from "./compose/list-modules.ts";
import type { Surroundings } from "./compose/surroundings.ts";
import { guardRulesPort } from "./egress/guardrail/rules-port.ts";
import { openPolicies, policiesPort } from "./egress/policy/open-policies.ts";
import { openRegister, registerPort } from "./egress/processors/open-register.ts";
import { reachOrigin, reachOriginPort } from "./egress/outward/reach-origin.ts";
import type { App as Composed } from "./framework/app.ts";
import type { AnyEndpoint, Module } from "./framework/endpoint.ts";
import { locateCaller } from "./framework/http/locate-caller.ts";
import { fill } from "./framework/ports.ts";
import { composedPort, type KeptPromise } from "./framework/promise.ts";
import { defaultLimits } from "./framework/request/rate-limit.ts";
import type { AnyTable } from "./framework/table.ts";
import { frameworkTables } from "./framework/tables.ts";
import { usageLogPort } from "./framework/usage-log.ts";
import { openCountryFile } from "./integrations/maxmind/open-country-file.ts";
import { findCountryPort } from "./integrations/roles/find-country.ts";
import { tellWrongNetwork } from "./modules/api-keys/tell-wrong-network.ts";
import { backupToolsPort } from "./modules/backups/public.ts";
import { openGuardRules } from "./modules/guardrails/public.ts";
import { decideByRole } from "./modules/members/decide-by-role.ts";
import { organizationNamePort } from "./modules/members/invite-member.ts";
import { openPriceBook, priceBookPort } from "./modules/models/public.ts";
import { readOrganizationName } from "./modules/organizations/read-organization-name.ts";
import { raiseSecurityEvent } from "./modules/security-events/public.ts";
import { identifyCaller } from "./modules/sessions/identify-caller.ts";
import { tellSupportUsed } from "./modules/support/tell-support-used.ts";
import { openUsageLog } from "./modules/telemetry/open-usage-log.ts";
import { eventTypesPort } from "./modules/webhooks/public.ts";
import { amountsPort } from "./privacy/amounts.ts";
import { catalogueOf, cataloguePort } from "./privacy/catalogue.ts";
import { followEpochs } from "./privacy/epochs/follow-epochs.ts";
import { epochKeepingPort } from "./privacy/epochs/keep-epochs.ts";
import { importRulesPort } from "./privacy/import/import-rule.ts";
import { destroyedKeysChannel, forgetKeysPort, openKeyStore } from "./privacy/keys.ts";
import { privacyPromises } from "./privacy/promises/privacy-promises.ts";
import { type TellOfBrokenPromise, tellOfBrokenPromisePort } from "./privacy/promises/run-probes.ts";
import { auditRecorder } from "./privacy/record-audit.ts";
import { privacyTables } from "./privacy/tables.ts";

/** How each promise is kept. */
export const composedPromises: readonly KeptPromise[] = [
  ...privacyPromises,
  ...modules.flatMap((m) => m.promises ?? []),
];
/** What this deployment can do, of what promises speak of. */
export const provided: ReadonlySet<string> = new Set(modules.flatMap((m) => m.provides ?? []));

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

/** The operator is told; who reads the board sees it there. */
const tellOfBrokenPromise: TellOfBrokenPromise = async (work, promise) => {
  await raiseSecurityEvent(work, { kind: "promise.broken", severity: "critical", facts: { promise } });
};

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
      fill(eventTypesPort, publicEvents),
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
