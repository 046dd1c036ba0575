import pg from "pg";
import { openService, serviceClient } from "../../../server/src/testing/stand-ins/open-services.ts";
import { receiveMails } from "../../../server/src/testing/stand-ins/receive-mails.ts";
import { startScriptedModel } from "../../../server/src/testing/stand-ins/start-scripted-model.ts";
import { type Processes, startProcesses } from "../../chaos/processes.ts";
import { type Browser, openBrowser, until } from "../browser.ts";
import type { Ports, There } from "../scenario.ts";
import { findInMails } from "./find-in-mails.ts";
import { googleSeed, type Stage } from "./stage.ts";

const password = "violet harbor lantern 42";
const profile = { password, birth_date: "1990-04-01" };

/** Avow and all others: a throw-away instance with its own processes and database, or one that runs somewhere. */
export async function openStage(there: There | undefined, ports: Ports) {
  const [google, mail, a, b] = await Promise.all([
    openService("google", googleSeed, ports.google),
    receiveMails({}, ports.mail),
    startScriptedModel(),
    startScriptedModel(),
  ]);
  const own = there
    ? undefined
    : await startProcesses({
        env: {
          AVOW_ALLOW_LOOPBACK_MODELS: "1",
          AVOW_ALLOW_LOOPBACK_TARGETS: "1",
          AVOW_CONNECT_GOOGLE: `${serviceClient.clientId}:${serviceClient.clientSecret}`,
          AVOW_CONNECT_GOOGLE_URL: google.url,
          AVOW_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        },
      });
  const close = async () => {
    const orphans = (await own?.stop())?.orphans ?? [];
    await Promise.all([google.close(), mail.close(), a.close(), b.close()]);
    return orphans;
  };
  try {
    const origin = there?.url ?? own!.origin;
    const email = there?.email ?? "dana@example.org";
    const dana = Object.assign(openBrowser(origin), { email });
    if (own) {
      const owner_token = await own.ownerToken;
      await dana.must("POST", "/users", { ...profile, name: "Dana", email, owner_token });
    }
    await dana.must("POST", "/sessions", { email, password: there?.password ?? password });
    const stage: Stage = {
      ...(own && {
        killAll: () => killAll(own),
        findBytes: (text) => findBytes(own, text),
        rows: (sql) => readRows(own, sql),
      }),
      dana,
      mia: openBrowser(origin),
      noah: openBrowser(origin),
      google,
      mail,
      models: { a, b },
      organization: { id: "", support: "", marketing: "" },
      modelIds: { a: "", b: "" },
      agent: { id: "" },
      triggerId: "",
      conversation: { id: "", runId: "" },
    };
    return { stage, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Has somebody join by the invitation that is mailed to them, which proves their address. */
export async function join(
  { dana, mail }: Stage,
  guest: Browser,
  { name, role }: { name: string; role: string },
): Promise<void> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@example.org`;
  await dana.must("POST", "/invitations", { email, role });
  const invitation_token = await findInMails(mail, email, /#(?:token|invitation)=([\w-]+)/);
  await guest.must("POST", "/users", { ...profile, name, email, invitation_token });
}

async function killAll(own: Processes): Promise<void> {
  const before = own.output().length;
  await Promise.all([own.kill("web"), own.kill("worker")]);
  await until("both processes to come back", async () => own.output().length >= before && (await isThere(own.origin)));
}

const isThere = (origin: string) =>
  fetch(`${origin}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );

/** Past every policy. */
async function readRows(own: Processes, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: own.databaseUrl() });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Looks at every row of every table, past every policy. */
async function findBytes(own: Processes, text: string): Promise<string[]> {
  const tables = await readRows(own, "select tablename as name from pg_tables where schemaname = 'public' order by 1");
  const forms = [text, Buffer.from(text).toString("hex"), Buffer.from(text).toString("base64").replace(/=+$/, "")];
  const patterns = forms.map((form) => pg.escapeLiteral(`%${form.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`));
  const found: string[] = [];
  for (const { name } of tables) {
    const from = pg.escapeIdentifier(String(name));
    const sql = `select 1 from ${from} t where t::text ilike any(array[${patterns.join(", ")}]) limit 1`;
    if ((await readRows(own, sql)).length > 0) found.push(String(name));
  }
  return found;
}
