import { judge, promise } from "../../../framework/promise.ts";
import { processorPurposes, reachOriginPort, registerPort } from "../../../egress/public.ts";

export const sellNothing = promise("processor.nosale", {
  enforcedBy: ["egress/processors/processor.ts#processorPurposes", "operate/serve/mount-well-known.ts#mountWellKnown"],
  tests: ["server/src/operate/serve/build-http.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const entries = [...(await look.port(registerPort).read()).values()];
    const forSale = /sale|sell|share|advert|broker|retarget/i;
    const known = processorPurposes.filter((one) => forSale.test(one));
    const selling = entries.filter(({ facts }) => facts.purposes.some((one) => forSale.test(one)));
    const answer = await look.port(reachOriginPort).ask("/.well-known/gpc.json", { "sec-gpc": "1" });
    const gpc = answer.ok ? (JSON.parse(await answer.text()) as { gpc?: boolean }) : {};
    return judge(
      { entries: entries.length, gpc: gpc.gpc === true, honoured: answer.headers.get("gpc-honoured") ?? "" },
      [known.length === 0 && selling.length === 0, "The register has a purpose of selling or advertising."],
      [gpc.gpc === true, "The deployment does not say that it honours Global Privacy Control."],
      [answer.headers.get("gpc-honoured") === "1", "A browser's Global Privacy Control signal is not honoured."],
    );
  },
});
