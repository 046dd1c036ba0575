import { ApiError } from "../api-error.ts";
import { writeConfig } from "./config.ts";
import type { Opened } from "./open-client.ts";
import { sessionOf } from "./sign-up.ts";
import type { Terminal } from "./terminal.ts";

/** Does what is dangerous; where that needs a recent proof, asks for the password and does it again. @throws ApiError */
export async function provingYourself<T>(terminal: Terminal, opened: Opened, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isAsked = error instanceof ApiError && error.problem.code === "session.step_up_required";
    const { client, config } = opened;
    if (!isAsked || config.credential?.kind !== "session") throw error;
    const password = await terminal.ask("Password: ", true);
    const { response } = await client.POST("/sessions/current/step-up", { body: { password } });
    config.credential.cookie = sessionOf(response) ?? config.credential.cookie;
    await writeConfig(terminal.env, config);
    return work();
  }
}
