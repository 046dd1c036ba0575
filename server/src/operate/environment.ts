import * as z from "zod";
import { nameServerKinds } from "../framework/context.ts";

const client = z
  .string()
  .regex(/^[^:]+:.+$/)
  .optional();
const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((v) => v === "1");

const policyEngine = z.enum(["embedded", "opa-http", "opa-wasm"]);
export type PolicyEngine = z.infer<typeof policyEngine>;

/** Every variable Avow reads, with what it means. */
export const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4600).describe("Where to listen; 0 for any free port."),
  AVOW_WORKER_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe("Where a process of role worker tells its health and metrics, to this machine; 0 for any free port."),
  AVOW_HOST: z.string().optional().describe("Address to listen on; loopback unless TLS, a proxy or plain http is set."),
  AVOW_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where people reach it, such as https://avow.example."),
  AVOW_COOKIE_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
    .optional()
    .describe("Parent domain whose hosts share the session cookie, such as example.org; this host alone by default."),
  AVOW_COOKIE_ORIGINS: z
    .string()
    .default("")
    .describe(
      "Origins below AVOW_COOKIE_DOMAIN, separated by commas, that may write with the cookie besides AVOW_ORIGIN.",
    ),
  AVOW_DATA_DIR: z.string().min(1).optional().describe("Data folder; .avow by default."),
  AVOW_KEYS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe("Folder of the keyring; a sibling of the data folder by default."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("PostgreSQL 15 or newer, instead of the embedded one: postgres://user:password@host:5432/database."),
  AVOW_DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("Owner of the database, where DATABASE_URL may not create roles."),
  AVOW_FORMER_POSTGRES: z
    .string()
    .min(1)
    .optional()
    .describe("Folder with the bin of an older PostgreSQL, to upgrade an embedded database from."),
  AVOW_TLS_CERT: z.string().min(1).optional().describe("Certificate chain, PEM file."),
  AVOW_TLS_KEY: z.string().min(1).optional().describe("Private key, PEM file."),
  AVOW_TLS_1_2: flag.describe("1 to accept TLS 1.2 as well."),
  AVOW_TRUSTED_PROXIES: z
    .string()
    .default("")
    .describe("Addresses and networks believed about X-Forwarded-For and -Proto."),
  AVOW_ALLOW_PLAIN_HTTP: flag.describe("1 to answer plain http from other machines."),
  AVOW_ALLOW_LOOPBACK_MODELS: flag.describe("1 to allow model servers on this machine, such as Ollama."),
  AVOW_ALLOW_LOOPBACK_TARGETS: flag.describe(
    "1 to allow webhook receivers, web pages and MCP servers on this machine, for tests.",
  ),
  AVOW_GOOGLE_CLIENT_ID: z.string().min(1).optional().describe("Sign-in by Google: the OAuth client's id."),
  AVOW_GOOGLE_CLIENT_SECRET: z.string().min(1).optional().describe("The OAuth client's secret; both or neither."),
  AVOW_CONNECT_GITHUB: client.describe(
    "Client id and secret registered with GitHub, with a colon between: people can connect accounts there.",
  ),
  AVOW_CONNECT_GITHUB_URL: z.url().optional().describe("A stand-in for GitHub on this machine, for tests."),
  AVOW_CONNECT_GOOGLE: client.describe(
    "Client id and secret registered with Google, with a colon between: people can connect accounts there.",
  ),
  AVOW_CONNECT_GOOGLE_URL: z.url().optional().describe("A stand-in for Google on this machine, for tests."),
  AVOW_CONNECT_SLACK: client.describe(
    "Client id and secret registered with Slack, with a colon between: people can connect accounts there.",
  ),
  AVOW_CONNECT_SLACK_URL: z.url().optional().describe("A stand-in for Slack on this machine, for tests."),
  AVOW_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("smtps://user:password@host; mail waits in the operator's mailbox without it."),
  AVOW_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n,;]*$/)
    .default("Avow <avow@localhost>")
    .describe("Sender of mail."),
  AVOW_DKIM_DOMAIN: z.hostname().optional().describe("Mail is signed for this domain; needs the two below."),
  AVOW_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i)
    .optional()
    .describe("Under SELECTOR._domainkey the domain publishes the public key."),
  AVOW_DKIM_KEY_FILE: z.string().min(1).optional().describe("RSA private key that signs mail, PEM file."),
  AVOW_COUNTRY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("Countries of networks in MaxMind's format, instead of the file that comes with Avow."),
  AVOW_BACKUP_DIR: z
    .string()
    .optional()
    .describe("Folder of backups; a sibling of the data folder by default, `off` for none but those taken by hand."),
  AVOW_BACKUP_RECIPIENTS: z
    .string()
    .default("")
    .describe("Further age public keys whose owners can open backups, besides the deployment's own identity."),
  AVOW_BACKUP_KEEP: z.coerce.number().int().min(1).max(90).default(14).describe("How many backups are kept."),
  AVOW_BACKUP_FILES: z
    .enum(["on", "off"])
    .default("on")
    .describe("Whether the sealed contents of files are in backups; `off` where their store has copies of its own."),
  AVOW_KEYS_COPY_DIR: z.string().min(1).optional().describe("Second place of the keyring, kept up to date by workers."),
  AVOW_EPOCH_KEYS: z
    .enum(["file", "postgres", "vault"])
    .default("file")
    .describe("Where keys of new epochs are made: the keyring's folder, AVOW_EPOCH_DATABASE_URL or AVOW_VAULT_URL."),
  AVOW_EPOCH_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("A PostgreSQL database for epoch keys alone, on another server than the data."),
  AVOW_VAULT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("HashiCorp Vault or OpenBao, such as https://vault.internal:8200."),
  AVOW_VAULT_TOKEN_FILE: z.string().min(1).optional().describe("File with its token; read for each call."),
  AVOW_VAULT_MOUNT: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*$/)
    .default("transit")
    .describe("Where its transit engine is mounted."),
  AVOW_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Files lie in an S3-speaking server: https://s3.eu-central-1.amazonaws.com. http only to this machine."),
  AVOW_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .describe("Bucket of AVOW_S3_ENDPOINT, for Avow alone."),
  AVOW_S3_REGION: z.string().min(1).default("us-east-1").describe("Region of AVOW_S3_ENDPOINT."),
  AVOW_S3_ACCESS_KEY_ID: z.string().min(1).optional().describe("Access key of AVOW_S3_ENDPOINT."),
  AVOW_S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe("Its secret."),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("OpenTelemetry collector that takes traces and metrics by OTLP over HTTP; nothing is sent without it."),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().default("").describe("Headers for it: name=value, separated by commas."),
  AVOW_POLICY_ENGINE: policyEngine
    .default("embedded")
    .describe("Who decides what is allowed: Avow's own rules, or an OPA."),
  AVOW_POLICY_SHADOW: policyEngine.optional().describe("Another one to ask besides; the log says where they differ."),
  AVOW_POLICY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("The decision of an OPA server, such as http://opa.internal:8181/v1/data/avow/decision."),
  AVOW_POLICY_WASM: z.string().min(1).optional().describe("A policy that opa build compiled with -t wasm."),
  AVOW_NAMES_SERVER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("A server of yours that finds names in free text, such as http://presidio.internal:3000."),
  AVOW_NAMES_KIND: z.enum(nameServerKinds).default("presidio").describe("What it speaks."),
  AVOW_NAMES_LANGUAGES: z
    .string()
    .regex(/^[a-z]{2}(,[a-z]{2})*$/)
    .default("en")
    .describe("Languages that it knows, such as en,de; a text in another is sent as the first."),
  AVOW_NAMES_WHEN_SILENT: z
    .enum(["block", "local"])
    .default("block")
    .describe("While it does not answer: nothing leaves, or the tagger that comes with Avow stands in."),
  AVOW_MAIL_BOUNCE_TOKEN: z
    .string()
    .min(32)
    .max(200)
    .optional()
    .describe("Proves who hands in mails that came back; 32 characters or more, chosen at random."),
  AVOW_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info").describe("Least level that is logged."),
});
export type Environment = z.output<typeof environment>;
