import { readFileSync } from "node:fs";
import type { BlockList } from "node:net";
import { join, resolve } from "node:path";
import { createSecureContext } from "node:tls";
import type { Deployment, NameServerSettings } from "../framework/context.ts";
import { parseProxies } from "../framework/http/transport.ts";
import { chooseDataFolder } from "./embedded/choose-data-folder.ts";
import { type Environment, environment, type PolicyEngine } from "./environment.ts";
import { readDkim } from "./read-dkim.ts";
import type { Tls } from "./serve/listen.ts";

function readGoogle(e: Environment): Settings["google"] {
  const [clientId, clientSecret] = [e.AVOW_GOOGLE_CLIENT_ID, e.AVOW_GOOGLE_CLIENT_SECRET];
  if (!clientId !== !clientSecret) throw new Error("AVOW_GOOGLE_CLIENT_ID and AVOW_GOOGLE_CLIENT_SECRET go together");
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}

function readConnectors(e: Environment): Settings["connectors"] {
  const registered = {
    github: [e.AVOW_CONNECT_GITHUB, e.AVOW_CONNECT_GITHUB_URL],
    google: [e.AVOW_CONNECT_GOOGLE, e.AVOW_CONNECT_GOOGLE_URL],
    slack: [e.AVOW_CONNECT_SLACK, e.AVOW_CONNECT_SLACK_URL],
  } as const;
  const read = Object.entries(registered).flatMap(([service, [client, url]]) => {
    if (!client) return [];
    const at = client.indexOf(":");
    const known = {
      clientId: client.slice(0, at),
      clientSecret: client.slice(at + 1),
      url: url && new URL(url).origin,
    };
    return [[service, known] as const];
  });
  return Object.fromEntries(read);
}

export const usualWorkerPort = 4601;

function readNameServer(e: Environment): Settings["nameServer"] {
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
  allowLoopbackTargets: boolean;
  google: { clientId: string; clientSecret: string } | undefined;
  connectors: NonNullable<Deployment["connectors"]>;
  smtpUrl: string | undefined;
  mailFrom: string;
  dkim: Deployment["dkim"];
  bounceToken: string | undefined;
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
    allowLoopbackTargets: e.AVOW_ALLOW_LOOPBACK_TARGETS,
    google: readGoogle(e),
    connectors: readConnectors(e),
    smtpUrl: e.AVOW_SMTP_URL,
    mailFrom: e.AVOW_MAIL_FROM,
    dkim: inWords(() => readDkim(e)),
    bounceToken: e.AVOW_MAIL_BOUNCE_TOKEN,
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
function readCookieReach(e: Environment): Settings["cookie"] {
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

function readTls(e: Environment): Tls | undefined {
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

function readCollector(e: Environment): Settings["otlp"] {
  if (!e.OTEL_EXPORTER_OTLP_ENDPOINT) return undefined;
  const pairs = e.OTEL_EXPORTER_OTLP_HEADERS.split(",").filter(Boolean);
  const headers = pairs.map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
  });
  return { endpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT, headers: Object.fromEntries(headers) };
}

function readEpochs(e: Environment): EpochSettings {
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
function readObjects(e: Environment, folder: string): Deployment["objects"] {
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
