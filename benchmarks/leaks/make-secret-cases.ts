import { type Draw, openDraw } from "../pii/draw.ts";
import { secretForms } from "./make-secrets.ts";

/** `value` is what has to be found; nothing where the text holds no secret. */
export type SecretCase = { kind: string; text: string; value?: string };

const times = (draw: Draw, n: number, of: string) => Array.from({ length: n }, () => of[draw.int(of.length)]!).join("");
const [hex, lower, mixed] = [
  "0123456789abcdef",
  "abcdefghijklmnopqrstuvwxyz0123456789",
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
];

/** Keys that only the name they are given to tells apart: whose, of which signs, how many. From the issuers' documentation. */
const named =
  `adafruit mixed 32|airtable lower 17|algolia lower 32|asana lower 32|beamer mixed 44|bitbucket mixed 64|bittrex lower 32|cloudflare hex 37|codecov lower 32|cohere mixed 40|coinbase mixed 64|confluent lower 64|contentful mixed 43|datadog lower 40|discord hex 64|dropbox lower 15|etsy lower 24|facebook hex 32|fastly mixed 32|finnhub lower 20|flickr lower 32|freshbooks lower 64|gitter mixed 40|gocardless mixed 40|intercom mixed 60|kraken mixed 88|kucoin hex 24|launchdarkly mixed 40|linkedin lower 16|lob mixed 40|looker lower 24|mailchimp hex 32|mapbox mixed 84|mattermost lower 26|meraki hex 40|messagebird lower 25|netlify mixed 43|nytimes mixed 32|okta mixed 42|plaid lower 30|rapidapi mixed 50|sendbird hex 40|sentry hex 64|snyk hex 36|sonar mixed 40|squarespace hex 36|sumologic mixed 64|travis lower 22|twitch lower 30|twitter lower 45|typeform mixed 59|zendesk lower 40|mistral mixed 32|deepgram hex 40|azure hex 32|stability mixed 48`
    .split("|")
    .map((line) => line.split(" ") as [string, string, string]);
const alphabets: Record<string, string> = { hex, lower, mixed };

/** As programs, settings, scripts and pages give a name its value. */
const assignments: ((name: string, value: string) => string)[] = [
  (name, value) => `${name}_api_key = "${value}"`,
  (name, value) => `${name.toUpperCase()}_TOKEN=${value}`,
  (name, value) => `export ${name.toUpperCase()}_SECRET='${value}'`,
  (name, value) => `{"${name}Token": "${value}"}`,
  (name, value) => `${name}_secret: ${value}`,
  (name, value) => `const ${name}Key = \`${value}\`;`,
  (name, value) => `${name}Token := "${value}"`,
  (name, value) => `String ${name}Token = "${value}";`,
  (name, value) => `'${name}_token' => '${value}',`,
  (name, value) => `<${name}_token>${value}</${name}_token>`,
  (name, value) => `System.setProperty("${name.toUpperCase()}_TOKEN", "${value}")`,
  (name, value) => `${name}.auth.token = ${value}`,
  (name, value) => `set ${name}_key="${value}"`,
  (name, value) => `--${name}-token=${value}`,
];

const harmless: ((draw: Draw) => string)[] = [
  (draw) => `commit ${times(draw, 40, hex)}`,
  (draw) => `etag: "${times(draw, 32, hex)}"`,
  (draw) => `"integrity": "sha512-${times(draw, 86, `${mixed}+/`)}=="`,
  (draw) => `image: nginx@sha256:${times(draw, 64, hex)}`,
  (draw) =>
    `id: ${times(draw, 8, hex)}-${times(draw, 4, hex)}-4${times(draw, 3, hex)}-a${times(draw, 3, hex)}-${times(draw, 12, hex)}`,
  (draw) => `<img src="data:image/png;base64,${times(draw, 120, `${mixed}+/`)}">`,
  (draw) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${times(draw, 43, mixed)} ana@laptop`,
  (draw) => `pk_live_${times(draw, 24, mixed)}`,
  (draw) => `arn:aws:iam::${draw.digits(12)}:role/deploy-${times(draw, 6, lower)}`,
  (draw) => `G-${times(draw, 10, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}`,
  (draw) => `https://example.com/p/${times(draw, 11, mixed)}?v=${times(draw, 8, hex)}`,
  (draw) => `primary_key: order_item_${draw.digits(2)}`,
  (draw) => `max_tokens: ${draw.digits(4)}`,
  (draw) =>
    `token: ${draw.pick(["string", "null", "undefined", "getToken()", "$TOKEN", "${API_TOKEN}", "<your-token>", "xxxxxxxxxxxxxxxx", "****************", "process.env.TOKEN"])}`,
  (draw) =>
    `API_KEY=${draw.pick(["changeme", "your-api-key-here", "YOUR_API_KEY", "{{ api_key }}", "$(cat key.txt)", "REPLACE_ME", "insert-key-here"])}`,
  (draw) =>
    `password: ${draw.pick(["required", "string", "********", "process.env.DB_PASSWORD", "${DB_PASSWORD}", "ask your admin", "hunter"])}`,
  (draw) => `className="btn-${times(draw, 5, lower)} css-${times(draw, 6, lower)}"`,
  (draw) => `"@types/node": "^${draw.int(22)}.${draw.int(20)}.${draw.int(9)}"`,
  (draw) => `const key = keys[${draw.int(9)}]; // the sort key of row ${draw.digits(3)}`,
  (draw) => `secretName: my-app-tls-${draw.int(9)}`,
  (draw) => `token_url = "https://login.example.com/oauth2/v${draw.int(3)}.0/token"`,
  (draw) => `"keyId": "k${draw.digits(3)}", "alg": "RS256"`,
  (draw) => `auth_method: ${draw.pick(["oauth2", "basic", "client_credentials", "sha256_password"])}`,
  (draw) => `The access code for room ${draw.digits(3)} is at the desk.`,
];

/** Keys of every kind in every way of writing them, and what looks like one. */
export function makeSecretCases(seed: string): SecretCase[] {
  const draw = openDraw(`secrets ${seed}`);
  const cases: SecretCase[] = [];
  for (const [kind, make] of Object.entries(secretForms))
    for (let n = 0; n < 3; n++) {
      const value = make(draw);
      cases.push({ kind, value, text: draw.pick(["{}", "use {}, please", 'key: "{}"\n']).replace("{}", () => value) });
    }
  for (const [kind, alphabet, length] of named)
    for (let n = 0; n < 3; n++) {
      const value = times(draw, Number(length), alphabets[alphabet]!);
      cases.push({ kind, value, text: draw.pick(assignments)(kind, value) });
    }
  for (const [at, make] of harmless.entries())
    for (let n = 0; n < 5; n++) cases.push({ kind: `harmless ${at}`, text: make(draw) });
  return cases;
}
