import { judge, promise } from "../../framework/promise.ts";
import { providersPort } from "../ports.ts";
import { keepToHosts } from "../processors/keep-to-hosts.ts";
import { registerPort } from "../processors/open-register.ts";

/** Names nobody has: what is refused before it is looked up never leaves. */
const stranger = "https://unregistered.example.com/";

export const keepToRegister = promise("processor.register", {
  enforcedBy: [
    "egress/processors/keep-to-hosts.ts#keepToHosts",
    "egress/processors/open-register.ts#openRegister",
    "egress/outward/outward.ts#outwardFetch",
  ],
  tests: ["server/src/egress/outward/outward.test.ts", "server/src/egress/processors/keep-to-hosts.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const entries = [...(await look.port(registerPort).read()).values()];
    const { fetch } = look.port(providersPort);
    const told: string[] = [];
    const codes: string[] = [];
    for (const { facts } of entries) {
      const way = keepToHosts(fetch, facts.hosts, (host) => told.push(host));
      codes.push(
        await way(stranger).then(
          () => "answered",
          (error: unknown) => (error as { code?: string }).code ?? "",
        ),
      );
    }
    const inUse = entries.filter(({ effectiveAt }) => effectiveAt && effectiveAt <= look.at);
    const incomplete = inUse.filter(
      ({ facts }) => !facts.contract || !facts.country || facts.data_categories.length === 0,
    );
    return judge(
      { entries: entries.length, in_use: inUse.length, refused: told.length },
      [
        codes.every((code) => code === "egress.host_not_registered"),
        "A host that is not in the register can be reached.",
      ],
      [told.length === entries.length, "A call to a host that is not in the register is not told of."],
      [
        incomplete.length === 0,
        `${incomplete[0]?.facts.name ?? ""} receives data without an agreement in the register.`,
      ],
    );
  },
});
