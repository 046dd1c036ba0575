import { type Client, createClient } from "../client.ts";
import { type Config, type Credential, readConfig, writeConfig } from "./config.ts";
import { NotSignedIn, UsageError } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

export const clientId = "avow-cli";
const defaultOrigin = "http://localhost:4600";
/** An access token is renewed so long before it runs out. */
const leadMs = 60_000;

export type Opened = { client: Client; config: Config; origin: string };

export const originOf = (terminal: Terminal, config: Config): string =>
  (terminal.env["AVOW_URL"] ?? config.origin ?? defaultOrigin).replace(/\/$/, "");

/** A client as nobody, for what needs no account. */
export const openAnonymously = (origin: string): Client => createClient({ origin });

/** A client as whoever is signed in here: `AVOW_API_KEY`, else what `avow login` or `avow sign-up` left. @throws NotSignedIn */
export async function openClient(terminal: Terminal): Promise<Opened> {
  const config = await readConfig(terminal.env);
  const origin = originOf(terminal, config);
  const key = terminal.env["AVOW_API_KEY"];
  const credential: Credential | undefined = key ? { kind: "key", key } : config.credential;
  if (!credential) throw new NotSignedIn("You are not signed in. Run avow login, or set AVOW_API_KEY.");
  const tenant = () => ({ organizationId: config.organization_id, workspaceId: config.workspace_id });
  const client =
    credential.kind === "session"
      ? createClient({ origin, tenant, session: () => credential.cookie })
      : createClient({ origin, tenant, apiKey: () => accessOf(terminal, origin, credential) });
  return { client, config, origin };
}

async function accessOf(terminal: Terminal, origin: string, credential: Exclude<Credential, { kind: "session" }>) {
  if (credential.kind === "key") return credential.key;
  if (new Date(credential.expires_at).getTime() - Date.now() > leadMs) return credential.access;
  const tokens = await askForTokens(origin, { grant_type: "refresh_token", refresh_token: credential.refresh });
  Object.assign(credential, tokens);
  await writeConfig(terminal.env, { ...(await readConfig(terminal.env)), credential });
  return credential.access;
}

/** Tokens as the config keeps them. @throws ApiError */
export async function askForTokens(
  origin: string,
  grant: { grant_type: string; refresh_token?: string; device_code?: string },
): Promise<Extract<Credential, { kind: "tokens" }>> {
  const { data } = await openAnonymously(origin).POST("/oauth/token", { body: { ...grant, client_id: clientId } });
  const { access_token, refresh_token, expires_in } = data!;
  const expires_at = new Date(Date.now() + expires_in * 1000).toISOString();
  return { kind: "tokens", access: access_token, refresh: refresh_token, expires_at };
}

/** The workspace that commands are about. @throws UsageError */
export function requireWorkspace({ workspace_id: id }: Config): string {
  if (!id) throw new UsageError("Choose a workspace first: avow workspaces use WORKSPACE_ID.");
  return id;
}
