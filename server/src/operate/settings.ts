import { readFileSync } from "node:fs";
import type { BlockList } from "node:net";
import { join, resolve } from "node:path";
import { createSecureContext } from "node:tls";
import * as z from "zod";
import { type Deployment, nameServerKinds, type NameServerSettings } from "../framework/context.ts";
import { parseProxies } from "../framework/transport.ts";
import { chooseDataFolder } from "./embedded/choose-data-folder.ts";
import { readDkim } from "./read-dkim.ts";
import type { Tls } from "./serve/listen.ts";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((v) => v === "1");

const policyEngine = z.enum(["embedded", "opa-http", "opa-wasm"]);
type PolicyEngine = z.infer<typeof policyEngine>;

/** Every variable Avow reads, with what it means. */
const environment = z.object({
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
  AVOW_GOOGLE_CLIENT_ID: z.string().min(1).optional().describe("Sign-in by Google: the OAuth client's id."),
  AVOW_GOOGLE_CLIENT_SECRET: z.string().min(1).optional().describe("The OAuth client's secret; both or neither."),
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
  AVOW_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info").describe("Least level that is logged."),
});

function readGoogle(e: z.output<typeof environment>): Settings["google"] {
  const [clientId, clientSecret] = [e.AVOW_GOOGLE_CLIENT_ID, e.AVOW_GOOGLE_CLIENT_SECRET];
  if (!clientId !== !clientSecret) throw new Error("AVOW_GOOGLE_CLIENT_ID and AVOW_GOOGLE_CLIENT_SECRET go together");
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}

export const usualWorkerPort = 4601;

function readNameServer(e: z.output<typeof environment>): Settings["nameServer"] {
  if (!e.AVOW_NAMES_SERVER) return undefined;
  const languages = e.AVOW_NAMES_LANGUAGES.split(",");
  return { url: e.AVOW_NAMES_SERVER, kind: e.AVOW_NAMES_KIND, languages, whenSilent: e.AVOW_NAMES_WHEN_SILENT };
}

export type Role = "web" | "worker" | "all";
export type Settings = {
  role: Role;
  port: number;
  /** Of a process that only works; nothing for the usual one, or any where that is taken. */
  workerPort: number | undefined;
  /** Nothing for every address. */
  host: string | undefined;
  origin: string | undefined;
  cookie: { domain: string; origins: readonly string[] } | undefined;
  dataFolder: string;
  keysFolder: string;
  databaseUrl: string | undefined;
  ownerUrl: string | undefined;
  /** Programs of an older major version, for an upgrade of the embedded database. */
  formerPrograms: string | undefined;
  tls: Tls | undefined;
  trustedProxies: BlockList;
  allowPlainHttp: boolean;
  allowLoopbackModels: boolean;
  google: { clientId: string; clientSecret: string } | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  dkim: Deployment["dkim"];
  nameServer: NameServerSettings | undefined;
  countryFile: string | undefined;
  objects: Deployment["objects"];
  otlp: { endpoint: string; headers: Record<string, string> } | undefined;
  policy: {
    engine: PolicyEngine;
    shadow: PolicyEngine | undefined;
    url: string | undefined;
    wasmFile: string | undefined;
  };
  logLevel: string;
  backups: BackupSettings;
  /** Where a second copy of everything in the keyring's folder is kept. */
  keysCopyFolder: string | undefined;
  epochs: EpochSettings;
  notice: string | undefined;
};

/** Where new epoch keys are made, and what else may hold one. */
export type EpochSettings = {
  chosen: "file" | "postgres" | "vault";
  databaseUrl: string | undefined;
  vault: { url: string; tokenFile: string; mount: string } | undefined;
};

export type BackupSettings = {
  /** Nothing where backups are not taken by themselves. */
  folder: string | undefined;
  recipients: readonly string[];
  keep: number;
  /** Whether the contents of files are in them. */
  hasFiles: boolean;
};

export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** @throws SettingsError naming the variable and what it takes */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[], checkout: string): Settings {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new SettingsError(
      `${path.join(".")}: ${message}. ${environment.shape[path[0] as keyof typeof environment.shape]?.description ?? ""}`,
    );
  }
  const e = parsed.data;
  if (e.AVOW_DATABASE_OWNER_URL && !e.DATABASE_URL)
    throw new SettingsError("AVOW_DATABASE_OWNER_URL goes together with DATABASE_URL, which names the same database.");
  const tls = readTls(e);
  const { dataDir, keysDir, notice } = chooseDataFolder({
    checkout,
    chosen: e.AVOW_DATA_DIR,
    isEmbedded: e.DATABASE_URL === undefined,
  });
  const isOpen = tls !== undefined || e.AVOW_TRUSTED_PROXIES !== "" || e.AVOW_ALLOW_PLAIN_HTTP;
  return {
    role: readRole(args),
    port: e.PORT,
    workerPort: e.AVOW_WORKER_PORT,
    host: e.AVOW_HOST ?? (isOpen ? undefined : "127.0.0.1"),
    origin: e.AVOW_ORIGIN && new URL(e.AVOW_ORIGIN).origin,
    cookie: readCookieReach(e),
    dataFolder: dataDir,
    keysFolder: e.AVOW_KEYS_DIR ? resolve(e.AVOW_KEYS_DIR) : keysDir,
    databaseUrl: e.DATABASE_URL,
    ownerUrl: e.AVOW_DATABASE_OWNER_URL,
    formerPrograms: e.AVOW_FORMER_POSTGRES && resolve(e.AVOW_FORMER_POSTGRES),
    tls,
    trustedProxies: readProxies(e.AVOW_TRUSTED_PROXIES),
    allowPlainHttp: e.AVOW_ALLOW_PLAIN_HTTP,
    allowLoopbackModels: e.AVOW_ALLOW_LOOPBACK_MODELS,
    google: readGoogle(e),
    smtpUrl: e.AVOW_SMTP_URL,
    mailFrom: e.AVOW_MAIL_FROM,
    dkim: inWords(() => readDkim(e)),
    nameServer: readNameServer(e),
    countryFile: e.AVOW_COUNTRY_FILE,
    otlp: readCollector(e),
    objects: readObjects(e, join(dataDir, "files")),
    policy: {
      engine: e.AVOW_POLICY_ENGINE,
      shadow: e.AVOW_POLICY_SHADOW,
      url: e.AVOW_POLICY_URL,
      wasmFile: e.AVOW_POLICY_WASM,
    },
    logLevel: e.AVOW_LOG_LEVEL,
    backups: {
      folder: chooseBackupFolder(e.AVOW_BACKUP_DIR, dataDir),
      recipients: e.AVOW_BACKUP_RECIPIENTS.split(/[\s,]+/).filter(Boolean),
      keep: e.AVOW_BACKUP_KEEP,
      hasFiles: e.AVOW_BACKUP_FILES === "on",
    },
    epochs: readEpochs(e),
    keysCopyFolder: e.AVOW_KEYS_COPY_DIR && resolve(e.AVOW_KEYS_COPY_DIR),
    notice,
  };
}

function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

function chooseBackupFolder(chosen: string | undefined, dataFolder: string): string | undefined {
  if (chosen === "off") return undefined;
  return chosen ? resolve(chosen) : `${dataFolder}-backups`;
}

function readRole(args: readonly string[]): Role {
  const at = args.indexOf("--role");
  const role = at < 0 ? "all" : args[at + 1];
  if (role !== "web" && role !== "worker" && role !== "all") throw new SettingsError("--role takes web, worker or all");
  const others = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  if (others.length > 0)
    throw new SettingsError(
      `Avow does not know ${others[0]}. It takes --role web|worker|all; the rest is set by environment variables.`,
    );
  return role;
}

/** @throws SettingsError for an origin that is not exactly one, or whose host the cookie does not reach */
function readCookieReach(e: z.infer<typeof environment>): Settings["cookie"] {
  const domain = e.AVOW_COOKIE_DOMAIN;
  const listed = e.AVOW_COOKIE_ORIGINS.split(",").flatMap((one) => one.trim() || []);
  if (domain === undefined) {
    if (listed.length > 0) throw new SettingsError("AVOW_COOKIE_ORIGINS goes together with AVOW_COOKIE_DOMAIN.");
    return undefined;
  }
  if (!e.AVOW_ORIGIN) throw new SettingsError("AVOW_COOKIE_DOMAIN goes together with AVOW_ORIGIN, a host below it.");
  for (const one of [new URL(e.AVOW_ORIGIN).origin, ...listed]) {
    const url = URL.canParse(one) ? new URL(one) : undefined;
    const isBelow = url && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));
    if (!isBelow || url.protocol !== "https:" || url.origin !== one)
      throw new SettingsError(`${one} is not an https origin below AVOW_COOKIE_DOMAIN (${domain}).`);
  }
  return { domain, origins: listed };
}

function readTls(e: z.infer<typeof environment>): Tls | undefined {
  if (!e.AVOW_TLS_CERT && !e.AVOW_TLS_KEY) return undefined;
  if (!e.AVOW_TLS_CERT || !e.AVOW_TLS_KEY) throw new SettingsError("AVOW_TLS_CERT and AVOW_TLS_KEY go together");
  try {
    const pair = { cert: readFileSync(e.AVOW_TLS_CERT, "utf8"), key: readFileSync(e.AVOW_TLS_KEY, "utf8") };
    createSecureContext(pair); // throws unless they are PEM and belong together
    return { ...pair, minVersion: e.AVOW_TLS_1_2 ? "TLSv1.2" : "TLSv1.3" };
  } catch (error) {
    throw new SettingsError(
      `AVOW_TLS_CERT and AVOW_TLS_KEY name a certificate and its key as PEM files; these cannot be used (${(error as NodeJS.ErrnoException).code ?? "unreadable"}).`,
    );
  }
}

function readCollector(e: z.infer<typeof environment>): Settings["otlp"] {
  if (!e.OTEL_EXPORTER_OTLP_ENDPOINT) return undefined;
  const pairs = e.OTEL_EXPORTER_OTLP_HEADERS.split(",").filter(Boolean);
  const headers = pairs.map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
  });
  return { endpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT, headers: Object.fromEntries(headers) };
}

function readEpochs(e: z.infer<typeof environment>): EpochSettings {
  const [url, tokenFile] = [e.AVOW_VAULT_URL, e.AVOW_VAULT_TOKEN_FILE];
  if (!url !== !tokenFile) throw new SettingsError("AVOW_VAULT_URL and AVOW_VAULT_TOKEN_FILE go together.");
  const chosen = e.AVOW_EPOCH_KEYS;
  if (chosen === "postgres" && !e.AVOW_EPOCH_DATABASE_URL)
    throw new SettingsError("AVOW_EPOCH_KEYS=postgres needs AVOW_EPOCH_DATABASE_URL.");
  if (chosen === "vault" && !url)
    throw new SettingsError("AVOW_EPOCH_KEYS=vault needs AVOW_VAULT_URL and AVOW_VAULT_TOKEN_FILE.");
  const vault = url && tokenFile ? { url, tokenFile: resolve(tokenFile), mount: e.AVOW_VAULT_MOUNT } : undefined;
  return { chosen, databaseUrl: e.AVOW_EPOCH_DATABASE_URL, vault };
}

/** Files lie in the data folder, or in the bucket that all four settings of it name. */
function readObjects(e: z.infer<typeof environment>, folder: string): Deployment["objects"] {
  const endpoint = e.AVOW_S3_ENDPOINT;
  const [bucket, accessKeyId, secretAccessKey] = [
    e.AVOW_S3_BUCKET,
    e.AVOW_S3_ACCESS_KEY_ID,
    e.AVOW_S3_SECRET_ACCESS_KEY,
  ];
  if (!endpoint && !bucket && !accessKeyId && !secretAccessKey) return { kind: "folder", folder };
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey)
    throw new SettingsError(
      "AVOW_S3_ENDPOINT, AVOW_S3_BUCKET, AVOW_S3_ACCESS_KEY_ID and AVOW_S3_SECRET_ACCESS_KEY go together.",
    );
  const spoolFolder = join(folder, "spool");
  return { kind: "s3", endpoint, bucket, region: e.AVOW_S3_REGION, accessKeyId, secretAccessKey, spoolFolder };
}

function readProxies(list: string): BlockList {
  try {
    return parseProxies(list);
  } catch (error) {
    throw new SettingsError((error as Error).message);
  }
}

export const readVersion = (checkout: string): string =>
  (JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as { version: string }).version;
