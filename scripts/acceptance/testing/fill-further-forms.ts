import { canaries } from "./live-through-everything.ts";
import { type Browser, untilFound } from "./open-browser.ts";

const dayMs = 86_400_000;

/** Ada keeps an outside person in every way there is: by hand, with consent, merged, and from a file. */
export async function keepContacts(ada: Browser): Promise<void> {
  const { id: organizationId } = await ada.must("GET", "/organization");
  await askForRights(ada, String(organizationId));
  await declareIncident(ada);
  await askForHold(ada);
  await openCase(ada);
  const { contact } = canaries;
  const identities = [
    { kind: "email", value: `${contact}@example.org` },
    { kind: "telegram", value: `@a${contact.slice(0, 30)}` },
    { kind: "whatsapp", value: `${contact}@lid` },
    { kind: "web_visitor", value: `visitor-${contact}` },
    { kind: "social", value: `@${contact}`, network: "social.example" },
  ];
  const { id } = await ada.must("POST", "/contacts", { name: `Person ${contact}`, identities });
  const words = { text: `I agree, ${contact}`, text_version: `form of ${contact}` };
  const said = { purpose: "ai", how: "message", evidence: `They wrote ${contact}`, ...words };
  await ada.must("POST", `/contacts/${String(id)}/consents/give`, said);
  const lock = await ada.must("POST", `/contacts/${String(id)}/locks`, { kind: "restriction" });
  await ada.must("POST", `/contact-locks/${String(lock["id"])}/lift`, {
    told_how: "message",
    grounds: `As ${contact} said`,
  });
  await ada.refused("POST", `/api/v1/contacts/${contact}/locks`, { json: { kind: "restriction" } });
  const inVain = { told_how: "message", grounds: "It is over now." };
  await ada.refused("POST", `/api/v1/contact-locks/${contact}/lift`, { json: inVain });
  const other = await ada.must("POST", "/contacts", { name: `Other ${contact}` });
  await ada.must("POST", `/contacts/${String(id)}/merge`, { other_id: other["id"] });
  await ada.must("POST", "/contacts/search", { name: contact });
  await ada.must("POST", "/contacts/search", { identity: identities[0] });
  const csv = `name,email,consents,evidence\nFrom a file ${contact},file-${contact}@example.org,memory,Row ${contact}\n`;
  for (const dryRun of [true, false]) {
    const path = `/api/v1/contacts/import?dry_run=${dryRun}`;
    const { status, bytes } = await ada.ask("PUT", path, { body: csv, headers: { "content-type": "text/csv" } });
    if (status !== 200) throw new Error(`the import answered ${status} ${bytes.toString()}`);
  }
}

/** Somebody asks Ada's organization about their data, for another, in all the words there are; and guesses at links. */
async function askForRights(anybody: Browser, organizationId: string): Promise<void> {
  const { contact } = canaries;
  await anybody.must("POST", `/trust/organizations/${organizationId}/requests`, {
    kind: "access",
    asker: "agent",
    email: `asks-${contact}@example.org`,
    subject_email: `subject-${contact}@example.org`,
    name: `Agent ${contact}`,
    details: `They told me ${contact}`,
  });
  const inVain: [string, string, object?][] = [
    [
      "POST",
      `/trust/organizations/${contact}/requests`,
      { kind: "access", email: "a@example.org", residence: contact },
    ],
    ["POST", "/trust/requests/confirm", { token: contact }],
    ["GET", `/trust/requests/${contact}`],
    ["GET", `/trust/requests/${contact}/archive`],
    ["GET", `/rights-requests?cursor=${contact}&open=${contact}`],
    ["GET", `/rights-requests/${contact}`],
    ["POST", `/rights-requests/${contact}/verify`, { proof: "spoken" }],
    ["POST", `/rights-requests/${contact}/extend`, { reason: `Because ${contact}` }],
    ["POST", `/rights-requests/${contact}/answer`, { outcome: "partly", reply: contact, contact_id: contact }],
  ];
  for (const [method, path, json] of inVain) await anybody.refused(method, `/api/v1${path}`, json ? { json } : {});
}

/** Ada declares an incident that is overdue, reports it with reasons, and tells the members. */
async function declareIncident(ada: Browser): Promise<void> {
  const { contact } = canaries;
  const instant = new Date(Date.now() - 5 * dayMs).toISOString();
  const written = { nature: `Lost ${contact}`, consequences: `Perhaps ${contact}`, measures: `Found ${contact}` };
  const times = { began_at: instant, aware_at: instant, ended_at: instant };
  const { id } = await ada.must("POST", "/incidents", { ...written, ...times });
  await ada.must("POST", `/incidents/${String(id)}/report`, { late_reason: `Because of ${contact}` });
  await ada.must("POST", `/incidents/${String(id)}/notify`, { notice: `Dear ${contact}` });
  const inVain: [string, string, object?][] = [
    ["POST", "/incidents", { ...written, began_at: contact, aware_at: contact, ended_at: contact }],
    ["GET", `/incidents?cursor=${contact}`],
    ["GET", `/incidents/${contact}`],
    ["POST", `/incidents/${contact}/report`, {}],
    ["POST", `/incidents/${contact}/notify`, { notice: contact }],
  ];
  for (const [method, path, json] of inVain) await ada.refused(method, `/api/v1${path}`, json ? { json } : {});
}

/** Ada asks for a legal hold on a contact of hers, which nobody approves. */
async function askForHold(ada: Browser): Promise<void> {
  const { contact } = canaries;
  const { id: held } = await ada.must("POST", "/contacts", { name: `Held ${contact}` });
  const review_at = new Date(Date.now() + 30 * dayMs).toISOString();
  const predicate = { by: "contacts", contact_ids: [held] };
  const { id } = await ada.must("POST", "/holds", {
    predicate,
    basis: `The claim of ${contact} at the court`,
    review_at,
  });
  const inVain: [string, string, object?][] = [
    ["GET", `/holds?cursor=${contact}`],
    ["GET", `/holds/${contact}/contacts`],
    ["GET", `/held-contacts/${contact}/archive`],
    ["POST", `/holds/${contact}/review`, { review_at }],
    ["POST", `/holds/${String(id)}/release`, { reason: `Settled with ${contact}` }],
  ];
  for (const [method, path, json] of inVain) await ada.refused(method, `/api/v1${path}`, json ? { json } : {});
}

/** Ada notes that an authority asks for what she keeps about a contact; nobody approves it. */
async function openCase(ada: Browser): Promise<void> {
  const { contact } = canaries;
  const { id: contact_id } = await ada.must("POST", "/contacts", { name: `Sought ${contact}` });
  const said = { authority: `Court of ${contact}`, legal_basis: `Order ${contact}`, extent: `All of ${contact}` };
  const until = new Date(Date.now() + 30 * dayMs).toISOString();
  const withheld = { withheld_until: until, withheld_because: `Because of ${contact}` };
  const { id } = await ada.must("POST", "/disclosures", { contact_id, ...said, ...withheld });
  const inVain: [string, string, object?][] = [
    ["GET", `/disclosures?cursor=${contact}`],
    ["GET", `/disclosures/${contact}/archive`],
    ["POST", `/disclosures/${String(id)}/hand-out`, { handed_to: `To ${contact}` }],
    ["POST", `/disclosures/${String(id)}/tell`, { told_how: "message" }],
    ["POST", `/disclosures/${contact}/withhold`, { until, because: `Again ${contact}` }],
  ];
  for (const [method, path, json] of inVain) await ada.refused(method, `/api/v1${path}`, json ? { json } : {});
}

/** What else Ada names: a role, files, and what a model is to be asked much later. */
export async function fillFurtherForms(ada: Browser): Promise<void> {
  const { file, later, role, route, rule } = canaries;
  await ada.must("POST", "/custom-roles", { name: `Role ${role}`, permissions: ["agents.read"] });
  for (const belongs_to of ["workspace", "me"]) await ada.must("POST", "/files", { name: `${file}.txt`, belongs_to });
  await ada.must("POST", "/routes", { slug: route, strategy: "single", targets: [{ model: "sandbox" }] });
  await ada.must("POST", "/image-configurations", { slug: route, model: "sandbox/image", style: `Like ${route}` });
  const watched = { kind: "term", level: "redact", name: `About ${rule}`, words: [rule], patterns: [`${rule}-\\d{4}`] };
  await ada.must("POST", "/guardrail-rules", watched);
  await ada.must("POST", "/guardrail-exceptions", { class: "person", value: rule, note: `Not ${rule}` });
  const run_at = new Date(Date.now() + 300 * dayMs).toISOString();
  await ada.must("POST", "/generations", { model: "sandbox", messages: [{ role: "user", content: later }], run_at });
}

/** Ada keeps a document that agents look things up in, one of an address that does not answer, and looks for it. */
export async function keepKnowledge(ada: Browser): Promise<void> {
  const { knowledge } = canaries;
  const named = { name: `About ${knowledge}`, description: `All of ${knowledge}` };
  const collection_id = String((await ada.must("POST", "/knowledge-collections", named))["id"]);
  const file_id = String((await ada.must("POST", "/files", { name: "page.md" }))["id"]);
  const body = `# ${knowledge}\n\nSaid of ${knowledge}.`;
  const headers = { "content-type": "application/octet-stream" };
  const sent = await ada.ask("PUT", `/api/v1/files/${file_id}/content`, { body, headers });
  if (sent.status !== 200) throw new Error(`the content answered ${sent.status} ${sent.bytes.toString()}`);
  const document = { collection_id, file_id, title: `Title ${knowledge}` };
  const made = await ada.must("POST", "/knowledge-documents", document);
  await ada.must("POST", "/knowledge-documents", { collection_id, url: `http://127.0.0.1:9/${knowledge}` });
  await untilFound("a document that is ready", async () => {
    const { state } = await ada.must<{ state: string }>("GET", `/knowledge-documents/${String(made["id"])}`);
    return state === "ready" ? state : undefined;
  });
  await ada.must("POST", "/knowledge-searches", { collection_id, query: knowledge });
}
