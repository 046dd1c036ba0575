import { expect, test } from "vitest";
import { detectAll } from "../detect-all.ts";
import { secrets } from "./find-secrets.ts";

const find = (text: string) =>
  secrets.detect(text, { now: new Date(0) }).map(({ start, end }) => text.slice(start, end));

/** Made up on the spot: nothing here opens anything. */
const random = (length: number) => "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2fG4".repeat(5).slice(0, length);
const hex = (length: number) => "3f9a1c7e5b2d8046".repeat(8).slice(0, length);

test.each([
  [`ghp_${random(36)}`],
  [`glpat-${random(20)}`],
  [`sk-ant-api03-${random(93)}AA`],
  [`sk-proj-${random(100)}`],
  [`gsk_${random(52)}`],
  [`pat${random(14)}.${hex(64)}`],
  [`github_pat_my${random(80)}`],
  [`hf_${random(34)}`],
  [`dckr_pat_${random(27)}`],
  [`tskey-auth-${random(17)}-${random(32)}`],
  [`pcsk_${random(6)}_${random(63)}`],
  [`access-production-${[8, 4, 4, 4, 12].map(hex).join("-")}`],
  [`xkeysib-${hex(64)}-${random(16)}`],
  [`AIza${random(35)}`],
  ["AKIAQ3EGRZ7MXLP2VWTB"],
  [`MT${random(24)}.${random(6)}.${random(38)}`],
  [`xoxb-123456789012-1234567890123-${random(24)}`],
  [`sk_live_${random(24)}`],
  [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${random(43)}`],
  [`https://hooks.slack.com/services/T00000A1B/B00000C2D/${random(24)}`.slice("https://".length)],
])("finds %s wherever it stands", (key) => {
  for (const text of [key, `key: ${key}\n`, `{"a":"${key}"}`, `use ${key}, please`]) expect(find(text)).toEqual([key]);
});

test.each([
  [`"client_secret": "${hex(64)}"`, hex(64)],
  [`DATADOG_API_KEY=${hex(40)}`, hex(40)],
  [`<cohere_token>${random(40)}</cohere_token>`, random(40)],
  ["my password is Tr0ub4dor&3.", "Tr0ub4dor&3"],
  ["Das Passwort lautet Sommer2024!", "Sommer2024!"],
  ["Mara knows: password=hunter2hunter2", "hunter2hunter2"],
  ["mi contraseña es Verano-2024", "Verano-2024"],
  ["DB_PASSWORD=s3cr3tP@ss", "s3cr3tP@ss"],
  ["curl -u elastic:P4ssw0rd! https://localhost", "elastic:P4ssw0rd!"],
  [`curl -H 'Authorization: Bearer ${hex(32)}'`, hex(32)],
  [`Authorization: SSWS 00${random(40)}`, `00${random(40)}`],
  ["kind: Secret\ndata:\n  key: bXlwYXNzd29yZA==\n", "bXlwYXNzd29yZA=="],
])("finds what is given in %j", (text, expected) => {
  expect(find(text)).toEqual([expected]);
});

test("what is given to a name, and what a word behind it tells, is found wherever in a long text it stands", async () => {
  const values = ["Zmlyc3R2YWx1ZQ==", "c2Vjb25kdmFsdWU="];
  const manifest = `---\ndata:\n  user: ${values[0]}\n  note: ${values[1]}\ntype: Opaque\nkind: Secret\n---\n`;
  const key = `use glpat-${random(20)} or ghp_${random(36)}\nDATADOG_API_KEY=${hex(40)}\n`;
  const line = "an ordinary line of a long text\n";
  for (let before = 0; before < 160; before += 9) {
    const text = `${line.repeat(before)}${manifest}${line.repeat(40)}${key}${line.repeat(160)}`;
    const hits = await detectAll(text, [secrets], { now: new Date(0) });
    const found = hits.map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual([...values, `glpat-${random(20)}`, `ghp_${random(36)}`, hex(40)]);
  }
});

test("takes a private key from its first to its last line", () => {
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${random(64)}\n${random(64)}\n-----END RSA PRIVATE KEY-----`;
  expect(find(`before\n${key}\nafter`)).toEqual([key]);
});

test.each([
  "password: ********",
  "password: argon2id",
  "password=${DB_PASSWORD}",
  "token = getToken()",
  "apiKey: process.env.API_KEY",
  "Authorization: Bearer <your token>",
  "curl -u user:password https://example.org",
  "max_tokens: 4096",
  "the key is to stay calm",
  "Passwords must have 8 characters",
  `commit ${hex(40)}`,
  "primary_key: order_item_id2",
  "kind: ExternalSecret\nspec:\n  data:\n    - key: MySecretManagerKey\n",
])("finds nothing in %j", (text) => {
  expect(find(text)).toEqual([]);
});
