import { safeguards } from "./describe-processing.ts";
import { nameCategory } from "./name-category.ts";
import type { Use } from "./list-uses.ts";
import type { Records } from "./read-records.ts";

/** DPV 2: its base and the extensions that are used here. */
const context = {
  dpv: "https://w3id.org/dpv#",
  pd: "https://w3id.org/dpv/pd#",
  loc: "https://w3id.org/dpv/loc#",
  "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
  dct: "http://purl.org/dc/terms/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

const bases = {
  contract: "eu-gdpr:A6-1-b",
  consent: "eu-gdpr:A6-1-a",
  legal_obligation: "eu-gdpr:A6-1-c",
  legitimate_interest: "eu-gdpr:A6-1-f",
};

/** Each purpose by the nearest term; what has none of its own is a service that somebody asked for. */
const purposeTerms: Readonly<Record<string, string>> = {
  account: "AccountManagement",
  analytics: "ServiceUsageAnalytics",
  announcements: "DirectMarketing",
  billing: "PaymentManagement",
  contacts: "CustomerRelationshipManagement",
  deliveries: "CommunicationManagement",
  guardrails: "EnforceSecurity",
  rights: "RightsFulfillment",
  security: "EnforceSecurity",
};

const mechanisms: Readonly<Record<string, string>> = {
  [safeguards.adequacy]: "eu-gdpr:A45-3",
  [safeguards.dpf]: "eu-gdpr:A45-3",
  [safeguards.scc]: "eu-gdpr:A46-2-c",
  [safeguards.bcr]: "eu-gdpr:A46-2-b",
};

const ref = (id: string) => ({ "@id": id });
const refs = (ids: readonly string[]) => [...new Set(ids)].toSorted().map(ref);

/** The record of processing in terms of the W3C Data Privacy Vocabulary, as JSON-LD. */
export function writeDpv(records: Records, uses: readonly Use[], origin: string): object {
  const controller = `${origin}/#operator`;
  const recipients = records.transfers.map(({ recipient, country }, place) => ({
    "@id": `${origin}/#recipient-${place + 1}`,
    "@type": "dpv:DataProcessor",
    "dpv:hasName": recipient,
    "dpv:hasCountry": ref(`loc:${country}`),
  }));
  const idOf = new Map(recipients.map((one) => [one["dpv:hasName"], one["@id"]]));
  const processes = records.processing.map((entry) => ({
    "@id": `${origin}/#process-${entry.purpose}`,
    "@type": "dpv:Process",
    "dct:description": entry.says,
    "dpv:hasPurpose": ref(`dpv:${purposeTerms[entry.purpose] ?? "RequestedServiceProvision"}`),
    "dpv:hasProcessing": refs([
      "dpv:Collect",
      "dpv:Store",
      "dpv:Use",
      ...(entry.transfers.length > 0 ? ["dpv:Transfer"] : []),
    ]),
    "dpv:hasLegalBasis": refs([
      bases[entry.basis],
      ...entry.transfers.flatMap(({ safeguard }) => mechanisms[safeguard.split(", until ")[0] ?? ""] ?? []),
    ]),
    "dpv:hasPersonalData": refs(
      uses
        .filter(({ facts }) => facts.purposes.includes(entry.purpose))
        .map(({ facts }) => `pd:${nameCategory(facts.category).dpv}`),
    ),
    "dpv:hasDataController": ref(controller),
    "dpv:hasDataSubject": refs([
      "dpv:User",
      ...(entry.subjects.some((one) => one.startsWith("Contacts")) ? ["dpv:Customer"] : []),
    ]),
    "dpv:hasRecipient": entry.recipients.flatMap((name) => (idOf.has(name) ? [ref(idOf.get(name)!)] : [])),
    "dpv:hasStorageCondition": entry.kept.map((kept) => ({
      "@type": "dpv:StorageDuration",
      "dct:description": kept,
    })),
    "dpv:hasTechnicalOrganisationalMeasure": refs([
      "dpv:AccessControlMethod",
      "dpv:EncryptionAtRest",
      "dpv:EncryptionInTransfer",
    ]),
  }));
  const operator = {
    "@id": controller,
    "@type": "dpv:DataController",
    "dpv:hasName": records.operator.name,
    "dpv:hasContact": records.operator.contact,
    "dpv:hasAddress": records.operator.seat,
    "dpv:hasCountry": ref(`loc:${records.operator.country}`),
  };
  return { "@context": context, "@graph": [operator, ...recipients, ...processes] };
}
