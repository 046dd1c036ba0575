import { judge, promise } from "../../../framework/promise.ts";
import { canonicalPromises, findAbsoluteClaims, renderSentence } from "../../../privacy/public.ts";
import { fillSentences } from "../fill-sentences.ts";

export const claimNothingAbsolute = promise("security.disclaimer", {
  enforcedBy: ["privacy/promises/find-absolute-claims.ts#findAbsoluteClaims"],
  tests: ["server/src/privacy/promises/find-absolute-claims.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const fillings = await fillSentences(look.app, undefined);
    const sentences = [...canonicalPromises.keys()].map((name) => renderSentence(name, fillings));
    const claims = sentences.flatMap(findAbsoluteClaims);
    const said = renderSentence("security.disclaimer", fillings);
    return judge(
      { sentences: sentences.length, claims: claims.length },
      [
        /\bperfectly secure\b/.test(said) && /\bnot claim\b/.test(said),
        "The policy does not say that no system is perfectly secure.",
      ],
      [claims.length === 0, `The policy claims absolute security: ${claims[0] ?? ""}`],
    );
  },
});
