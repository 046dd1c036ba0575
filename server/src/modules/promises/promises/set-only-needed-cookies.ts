import { judge, promise } from "../../../framework/promise.ts";
import { cookies as registered, sessionCookie } from "../../../framework/http/transport.ts";
import { policiesPort, reachOriginPort } from "../../../egress/public.ts";

export const setOnlyNeededCookies = promise("cookie.essential", {
  enforcedBy: ["framework/http/transport.ts#sessionCookie"],
  tests: ["server/src/framework/http/transport.test.ts", "server/src/modules/sessions/session-fixation.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const reach = look.port(reachOriginPort);
    const set: string[] = [];
    for (const path of ["/", "/api/v1/deployment", "/api/v1/trust/promises", "/docs"]) {
      const cookies = (await reach.ask(path)).headers.get("set-cookie");
      if (cookies) set.push(cookies.split("=")[0] ?? "");
    }
    const page = await reach.ask("/");
    const csp = page.headers.get("content-security-policy") ?? "default-src 'none'";
    const session = { token: "x", expiresAt: look.at };
    const names = Object.keys(registered) as (keyof typeof registered)[];
    const cookies = names.map((what) => sessionCookie(session, { isSecure: true }, what));
    const loose = cookies.filter(
      (one) => !one.startsWith("__Host-avow-") || !/; HttpOnly; SameSite=Lax;.*; Secure/.test(one),
    );
    const optional = (await look.port(policiesPort).read({})).set("cookies.optional");
    return judge(
      { pages: 4, set: set.length, registered: cookies.length },
      [set.length === 0, `A cookie is set before anybody signs in: ${set[0] ?? ""}.`],
      [loose.length === 0, "A cookie can be read by scripts, sent from elsewhere, or sent without encryption."],
      [!/https?:\/\//.test(csp), "Pages may load something from elsewhere."],
      [optional.length === 0, "Cookies are registered that the service does not need."],
    );
  },
});
