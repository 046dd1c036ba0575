import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

export type Credential =
  | { kind: "key"; key: string }
  | { kind: "session"; cookie: string }
  | { kind: "tokens"; access: string; refresh: string; expires_at: string };

/** Where the command-line speaks to, as whom, and about what. */
export type Config = { origin?: string; credential?: Credential; organization_id?: string; workspace_id?: string };

type Env = Record<string, string | undefined>;

export const configPath = (env: Env): string =>
  env["AVOW_CONFIG"] ??
  join(env["XDG_CONFIG_HOME"] ?? join(env["HOME"] ?? homedir(), ".config"), "avow", "config.json");

export async function readConfig(env: Env): Promise<Config> {
  const text = await readFile(configPath(env), "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "{}";
    throw error;
  });
  return JSON.parse(text) as Config;
}

/** Written aside and put in place, readable by this account alone: it holds a credential. */
export async function writeConfig(env: Env, config: Config): Promise<void> {
  const path = configPath(env);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}`;
  await rm(aside, { force: true });
  await writeFile(aside, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  await chmod(aside, 0o600);
  await rename(aside, path);
}
