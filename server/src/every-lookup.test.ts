import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { expect, test } from "vitest";

/**
 * Every statement that runs before a tenant is known, under the role that passes all policies, and why it may. A new
 * one is reviewed by being written here: one fixed statement, reaching only what its caller has proved to be theirs.
 */
const reviewed: Record<string, string> = {
  standings: "rights and switches of callers of one moment, each by the ids their own credentials proved",
  // Who asks: found by the hash of a secret that only its holder has.
  api_client_by_access_hash: "an access token says who asks; only the device has what hashes to it",
  api_client_by_token: "a device gives back a token; only it has what hashes to it",
  api_key_by_hash: "an API key says who asks; only its holder has what hashes to it",
  device_by_user_code: "a person types the code their device shows; without it there is nothing to find",
  connected_app_by_access_hash: "an app's token says who asks; only the app has what hashes to it",
  connected_app_by_code: "an app brings the code that its user was sent away with; only it has what hashes to it",
  connected_app_by_refresh_hash: "a refresh token says whose app asks; only the app has it",
  connected_app_by_token: "an app gives back a token; only it has what hashes to it",
  registered_app_by_client: "an app says which it is, before anybody is known; the row names nobody",
  deny_device_authorization: "refuses the device that was just found by the code it shows",
  hook_by_id:
    "a program outside names a hook; whose it is goes into no answer, and proves nothing before its secret does",
  widget_by_id: "a page of another site names a widget; whose rights it has goes into no answer",
  place_of_widget: "a page of another site loads a widget; its colour and words, which everybody sees there",
  widget_visitor_by_token: "a visitor's window says who talks; only it has what hashes to the token",
  place_of_widget_visitor: "where the visitor lies who was just found by their token; ids that go into no answer",
  email_token_by_hash: "a mailed link proves an address before anyone is signed in",
  email_change_by_confirm_hash: "a mailed link proves the new address before anyone is signed in",
  email_change_by_undo_hash: "a mailed link proves the old address, whoever is signed in meanwhile",
  end_session_by_token: "signing in ends the session the same browser had before, by its own cookie",
  identity_by_subject: "a provider has proved who signs in; found by a keyed hash of issuer and subject",
  invitation_by_token: "whoever accepts is not a member yet; only the link's holder has the token",
  own_session_by_hash: "a cookie says who asks, where no tenant is entered",
  owner_link: "the first user has no account yet; only whoever started Avow has the link",
  poll_device_authorization: "a device asks by its own secret code whether someone has answered",
  members_by_address:
    "who is to be corrected; by the address that was confirmed, in the organization entered, ids only",
  receivers_of_member: "who had received something of a member of the organization entered; endpoints and times only",
  rights_request_by_token: "a request is confirmed and followed by whoever holds the link that was mailed",
  receipt_by_hash: "a receipt is read after its subject is gone, by whoever kept its token",
  refresh_token_by_hash: "a refresh token says whose device asks; only its holder has it",
  session_by_hash: "a cookie says who asks, and whether they belong to the tenant they name",
  forget_proofs: "somebody becomes owner of the organization entered; their sessions can do less, and nothing is told",
  touch_api_client: "notes the last use of the device that was just found by its token",
  touch_connected_app: "notes the last use of the app that was just found by its token",
  touch_api_key: "notes the last use of the key that was just found by its hash",
  touch_session: "notes the last use of the session that was just found by its hash",
  challenge_by_hash: "who was asked for a second factor; only whoever passed the first has the token",
  open_challenge: "a question asked of somebody not known yet; its answer has to come with the token",
  passkey_by_credential: "a passkey tells whose it is; only its device can sign for it",
  take_challenge: "uses a question up, by the token only its asker has",
  add_pending_sign_in: "a browser leaves for a provider before anybody is signed in; the row names nobody",
  identity_provider_by_domain: "signing in by an address asks the provider that proved the address's domain",
  identity_provider_by_id: "a browser comes back to the provider it was sent to; the id was kept sealed",
  proven_domain: "whether the provider that signs somebody in may speak for their address",
  take_pending_sign_in: "the browser that left comes back, with a state and a cookie only it has",
  // Signing in and up: found by a keyed hash of the address; what is asked does not depend on what is there.
  known_device_of_account:
    "whether this browser signed in to the account before; it only chooses the allowance of tries",
  sign_in_pressure: "from how many networks an account is being tried; the same question whether it exists or not",
  email_index_by_username: "signing in by a user name; no answer and no other work tells whether there was one",
  password_by_email: "signing in compares with the sealed hash; no answer tells whether there was one",
  unconfirmed_user_by_email: "a new link goes to the address itself, never into an answer",
  user_by_email: "an address in a mail or an invitation may belong to an account; no answer tells",
  // What is a person's own, over all their organizations.
  own_policy_answers: "what the user who asks said to policies, by the user id of their session",
  own_roles: "the roles of the user who asks, by the user id of their session",
  own_memberships: "the organizations of the user who asks, by the user id of their session",
  own_privacy_requests: "the requests of the user who asks, and of the organizations they own",
  sole_ownerships: "organizations only the user who asks owns, which stand in the way of their erasure",
  holds_within_organization: "whether a legal hold stands in the way of an erasure that an owner asks for; yes or no",
  // Sealed values and their keys: the ids come from rows the caller may see.
  subject_keys: "wrapped keys, useless without the keyring; whose, is decided by who may see the row they open",
  users_by_id: "sealed names of people in rows the caller may see; opened in the name of a purpose",
  reported_account: "whether an account somebody reports is the operator's; yes or no",
  organizations_of_reported: "whose policies say how long a reported account may stay; ids that go into no answer",
  minor_reports_of_deployment: "reports of accounts of children, sealed; behind the operator's permission",
  contacts_by_identity: "ids only, of the organization entered: who has an address that its holder confirmed",
  place_of_contact: "the workspace of one contact, of the organization entered",
  organization_to_ask: "whether there is an organization to ask; its id, which the asker already has",
  affected_by_incident: "counts of people of the organization entered, where they lie a scope deeper",
  agents_within: "ids only, of the organization just entered, where agents lie a scope deeper",
  // The deployment: nobody's data, or the operator's own view.
  backup_schedule: "when the next backup is due; behind the operator's permission",
  current_epoch: "the name of the epoch that new keys are wrapped under",
  epochs_of_deployment: "names, times and counts of epochs; behind the operator's permission",
  backups_of_deployment: "files, sizes and times of backups; behind the operator's permission",
  corrections_of_request: "who had received what was corrected, of one request; deliveries lie a scope deeper",
  announced_takeovers: "who is about to take the service over, as everybody is told",
  takeovers_of_deployment: "what was announced, with counts; behind the operator's permission",
  takeover_by_id: "whether a takeover was announced; behind the operator's permission",
  answers_to_takeover: "ids of who was told of a takeover, and their word; behind the operator's permission",
  operator_profile: "who runs the deployment, as every policy publishes it",
  policy_versions: "published policies, sealed; whoever has an organization's address may read its policy",
  newest_evidence: "what the system saw of itself, last of each promise; published, about nobody",
  evidence_of_promise: "what the system saw of itself; published, about nobody",
  duty_attestations: "which duties somebody gave their word for, and until when; published, names nobody",
  deployment_settings: "who may sign up; the same for everybody",
  active_support_grants:
    "which organizations let the operator look in; ids and areas, behind the operator's permission",
  user_standing: "one account the operator knows the address of: since when, whether suspended; no name, no content",
  is_ready: "whether the database is migrated; true or false",
  usage_by_day: "counts of a day without people; behind the operator's permission",
  usage_by_name: "counts of ten people or more; behind the operator's permission",
  job_counts: "how many jobs wait; numbers for whoever watches the process",
  last_mail_failure: "why mails wait, as a failure's code, on the operator's settings",
  mail_choice_of: "whether somebody wants mails of a topic, before one goes to them; yes or no",
  mail_suppression_of: "whether an address is left alone, by its keyed hash, before a mail goes there",
  suppress_recipient: "an address that does not exist is left alone; by its keyed hash, and the id of a mail to it",
  mail_that_came_back: "by its id, which only its recipient's server knows; answers with ids and a count",
  mail_subscribers: "ids of those who asked for news, to write to them; behind the operator's permission",
  mails_of_deployment: "which mails went out and how, without recipient and content; behind the operator's permission",
  mail_of_deployment: "the same of one mail; behind the operator's permission",
  attempts_of_mail: "when and how sending one mail was tried, without what was said; behind the operator's permission",
  mailbox: "where no mail server is set up, the operator passes mails on; behind the operator's permission",
  model_prices: "what models cost by the operator; prices, nobody's data",
  model_prices_set: "what models cost by the operator, page by page; behind the operator's permission",
  processors: "the published register of processors; companies, nobody's data",
  several_users: "whether anyone but the first owner has an account; true or false",
  policy_in_force: "what the deployment and one tenant of the caller's promise; settings, nobody's data",
  operator: "whether the deployment has an operator yet; the id goes into no answer",
  organizations_of_deployment:
    "the operator's list of organizations, without content; behind the operator's permission",
  // Around requests.
  add_device_authorization: "a device asks before anybody is signed in; the row names nobody",
  add_registered_app: "an app registers before anybody is signed in; the row names nobody",
  keep_registered_app: "an app that was just allowed is remembered; found by the hash of the id it brought",
  claim_idempotency_key: "the key is claimed before the request's transaction, by caller and keyed hash",
  clear_rate_limit: "a bucket named by a keyed hash, forgotten after proving to be right",
  give_back_rate_limit: "a bucket named by a keyed hash; counts and says nothing of whom",
  release_idempotency_key: "gives back the caller's own key after a refusal",
  take_rate_limit: "a bucket named by a keyed hash; counts and says nothing of whom",
};

type Source = { path: string; text: string };
const sources: Source[] = globSync("**/*.ts", { cwd: import.meta.dirname })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.endsWith(".test.ts"))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), "utf8") }))
  .filter(({ text }) => /\blookup\b|\bbeforeTenant\b/.test(text));

type Calls = { path: string; names: string[]; declared: string[]; asked: string[]; atTop: number };

/** What a file declares by `lookup(…)`, and what it asks by `ctx.lookup(…)` or `beforeTenant(…)`. */
function readCalls({ path, text }: Source): Calls {
  const calls: Calls = { path, names: [], declared: [], asked: [], atTop: 0 };
  const { program } = parseSync(path, text);
  const nameOf = (node: { type: string; name?: unknown } | undefined) =>
    node?.type === "Identifier" ? String(node.name) : "something made on the spot";
  new Visitor({
    CallExpression({ callee, arguments: given }) {
      const [first, second] = given;
      if (callee.type === "Identifier" && callee.name === "lookup")
        calls.names.push(first?.type === "Literal" ? String(first.value) : "a name made on the spot");
      if (callee.type === "Identifier" && callee.name === "beforeTenant") calls.asked.push(nameOf(second));
      if (
        callee.type === "MemberExpression" &&
        callee.property.type === "Identifier" &&
        callee.property.name === "lookup"
      )
        calls.asked.push(nameOf(first));
    },
  }).visit(program);
  for (const statement of program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
    for (const { id, init } of declaration.declarations) {
      if (init?.type !== "CallExpression" || nameOf(init.callee) !== "lookup") continue;
      calls.declared.push(nameOf(id));
      calls.atTop++;
    }
  }
  return calls;
}

const found = sources.map(readCalls);
const names = found.flatMap((file) => file.names);

test("every look-up is reviewed, and every review has its look-up", () => {
  expect(names.toSorted()).toEqual(Object.keys(reviewed).toSorted());
});

test("no two look-ups share a name: it names the prepared statement", () => {
  expect(new Set(names).size).toBe(names.length);
});

test("a look-up is one statement, fixed when its file is loaded", () => {
  expect(found.filter((file) => file.atTop !== file.names.length).map(({ path }) => path)).toEqual([]);
});

test("nothing but a declared look-up is asked before a tenant is known", () => {
  const declared = new Set(found.flatMap((file) => file.declared));
  const passedOn = ["framework/work.ts: asked"];
  const strange = found.flatMap(({ path, asked }) =>
    asked.filter((name) => !declared.has(name)).map((name) => `${path}: ${name}`),
  );
  expect(strange).toEqual(passedOn);
});
