import { judge, promise } from "../../framework/promise.ts";
import { policiesPort } from "../policy/open-policies.ts";
import { providersPort } from "../ports.ts";
import { reachOriginPort } from "../outward/reach-origin.ts";

export const verifyWhatIsCalled = promise("security.tls", {
  enforcedBy: [
    "egress/outward/connect.ts#outwardAgent",
    "egress/outward/connect.ts#inspectUrl",
    "framework/http/transport.ts#describePeer",
  ],
  tests: ["server/src/egress/outward/outward-tls.test.ts", "server/src/operate/serve/serve-tls.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const { fetch } = look.port(providersPort);
    const plainly = await fetch("http://example.com/").then(
      () => "answered",
      (error: unknown) => (error as { code?: string }).code ?? "failed",
    );
    const origin = new URL(look.deployment.origin);
    const isSecure = origin.protocol === "https:";
    const isLoopback = origin.hostname === "localhost" || origin.hostname === "127.0.0.1";
    const reach = look.port(reachOriginPort);
    const answer = await reach.ask("/healthz");
    const hsts = answer.headers.get("strict-transport-security") ?? "";
    const least = (await look.port(policiesPort).read({})).choice("tls.min");
    const isOldRefused = !isSecure || !(await reach.shakesHands(least === "1.3" ? "TLSv1.2" : "TLSv1.1"));
    return judge(
      { scheme: origin.protocol.slice(0, -1), outward_http: plainly, least_tls: least },
      [plainly === "egress.destination_refused", "Something outside can be called without encryption."],
      [isSecure || isLoopback, "This deployment is reached without encryption from other machines."],
      [!isSecure || /max-age=[1-9][0-9]{6}/.test(hsts), "Browsers are not told to come back encrypted."],
      [isOldRefused, "A connection older than the policy's TLS version is accepted."],
    );
  },
});
