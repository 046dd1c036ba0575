import { detectAll } from "../server/src/egress/guardrail/detect-all.ts";
import { urls } from "../server/src/egress/guardrail/network/find-urls.ts";
import { secrets } from "../server/src/egress/guardrail/secrets/find-secrets.ts";
import { findLeaks } from "./leaks/find-leaks.ts";
import { makeSecretCases, type SecretCase } from "./leaks/make-secret-cases.ts";
import { atLeast, atMost, type Benchmark } from "./lib/benchmark.ts";

const optionOf = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

/** What is found of keys of all kinds, and what is taken for one. */
export const secretsQuality: Benchmark = {
  summary: "find keys of some ninety issuers in programs and settings; --seed=S, --show for what was missed",
  async run() {
    const cases = makeSecretCases(optionOf("seed") ?? "avow");
    const flagged = new Set<SecretCase>();
    for (const one of cases) if (await isFound(one)) flagged.add(one);
    const [real, harmless] = [cases.filter(({ value }) => value), cases.filter(({ value }) => !value)];
    const [found, wrong] = [real, harmless].map((some) => some.filter((one) => flagged.has(one)).length);
    if (process.argv.includes("--show"))
      for (const one of cases)
        if (flagged.has(one) !== (one.value !== undefined)) process.stderr.write(`${one.kind}: ${one.text}\n`);
    const kinds = new Set(real.map(({ kind }) => kind)).size;
    return [
      atLeast("secrets-quality.recall", found! / real.length, 0.77, { cases: real.length, kinds }),
      atMost("secrets-quality.flagged", wrong! / harmless.length, 0.12, { cases: harmless.length }),
    ];
  },
};

/** Found is what is wholly covered; of what is none, any hit counts. */
async function isFound({ text, value }: SecretCase): Promise<boolean> {
  const all = await detectAll(text, [secrets, urls], { now: new Date() });
  const hits = all.filter(({ cls }) => cls !== "url");
  if (value === undefined) return hits.length > 0;
  let left = text;
  for (const { start, end } of hits.toReversed()) left = `${left.slice(0, start)} ${left.slice(end)}`;
  return hits.length > 0 && findLeaks([{ cls: "secret", text: value }], left).length === 0;
}
