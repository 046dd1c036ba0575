import { type Command, textOf } from "./command.ts";
import { readConfig, writeConfig } from "./config.ts";
import { UsageError } from "./exit-codes.ts";
import { openAnonymously, originOf } from "./open-client.ts";
import { showOne } from "./show-rows.ts";

export const signUp: Command = {
  name: "sign-up",
  summary: "make an account; with the owner link of a new deployment, its first",
  usage: "[OWNER_LINK] --email EMAIL --name NAME --birth-date YYYY-MM-DD",
  options: { email: { type: "string" }, name: { type: "string" }, "birth-date": { type: "string" } },
  async run(terminal, given) {
    const link = given.words[0] === undefined ? undefined : URL.parse(given.words[0]);
    if (link === null)
      throw new UsageError("The owner link is an address, such as http://localhost:4600/welcome#token=…");
    const token = link && new URLSearchParams(link.hash.slice(1)).get("token");
    const [email, name, birth_date] = ["email", "name", "birth-date"].map((option) => textOf(given, option));
    if (!email || !name || !birth_date) throw new UsageError("--email, --name and --birth-date are needed.");
    const config = await readConfig(terminal.env);
    const origin = link?.origin ?? originOf(terminal, config);
    const password = await terminal.ask("Password: ", true);
    const body = { email, name, birth_date, password, ...(token ? { owner_token: token } : {}) };
    const { data, response } = await openAnonymously(origin).POST("/users", { body });
    const cookie = sessionOf(response);
    await writeConfig(terminal.env, cookie ? { origin, credential: { kind: "session", cookie } } : { origin });
    showOne(terminal, given, data!);
    if (!cookie) terminal.say("Follow the link in the mail that was sent to you, then run avow login.");
  },
};

/** The session that an answer begins, as a cookie is sent back. */
export const sessionOf = (response: Response): string | undefined =>
  response.headers
    .getSetCookie()
    .map((set) => set.split(";")[0]!)
    .find((cookie) => /^(?:__[A-Z][a-z]+-)?avow-session=./.test(cookie));
