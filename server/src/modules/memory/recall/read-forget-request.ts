/** A person's wish that something be forgotten: what they said last, or all about something. */
export type ForgetRequest = { what: "last" } | { what: "about"; words: string };

/** Longer ones are about something else as well. */
const charsMax = 300;

/**
 * How it is said in each language: the verb, as a whole what was said last, or what it is about in the one group. What
 * only begins alike (*forget it*, *don't forget*, *vergiss das nicht*) is no such wish.
 */
const wordings: readonly { verb: string; last: string; about: readonly string[] }[] = [
  {
    verb: "(?:please,? |(?:can|could|will|would) you (?:please )?|i want you to )?forget",
    last: "(?:that|this|what i (?:just )?(?:said|told you|wrote))(?: again)?",
    about: [
      "(?:everything |all |anything |what(?:ever)? )?(?:that )?(?:i (?:have |ever |just )*(?:said|told you|wrote|mentioned) |you (?:know|remember) )?about (.+)",
      "that (.+)",
      "(my .+)",
    ],
  },
  {
    verb: "(?:bitte |kannst du (?:bitte )?)?vergiss(?: bitte)?",
    last: "(?:das|dies|was ich (?:gerade |eben )?(?:gesagt|geschrieben|erzählt) habe)(?: wieder| bitte)*",
    about: [
      "(?:alles,? )?was ich (?:dir )?(?:über|zu|von) (.+?) (?:gesagt|geschrieben|erzählt) habe",
      "alles (?:über|zu|von) (.+)",
      "(?:das,? )?,?\\s*dass (.+)",
      "(meine?n? .+)",
    ],
  },
  {
    verb: "(?:s'il te plaît,? |peux-tu )?oublie[rz]?",
    last: "(?:ça|cela|ce que (?:je viens de dire|j'ai dit))",
    about: [
      "(?:tout )?ce que (?:je t'ai|j'ai) dit (?:sur|de|à propos de) (.+)",
      "tout (?:sur|de) (.+)",
      "que (.+)",
      "(m(?:on|a|es) .+)",
    ],
  },
  {
    verb: "(?:por favor,? |puedes )?olvid(?:a|ar)",
    last: "(?:eso|esto|lo que (?:acabo de decir|dije|he dicho))",
    about: [
      "(?:todo )?lo que (?:te )?(?:dije|he dicho) (?:sobre|de) (.+)",
      "todo (?:sobre|de) (.+)",
      "que (.+)",
      "(mis? .+)",
    ],
  },
  {
    verb: "(?:per favore,? |puoi )?dimentica(?:re)?",
    last: "(?:questo|ciò|quello che ho (?:appena )?detto)",
    about: [
      "(?:tutto )?quello che (?:ti )?ho detto (?:su|di|sulla|sul|sulle|sui) (.+)",
      "tutto (?:su|di) (.+)",
      "che (.+)",
      "((?:il mio|la mia|i miei|le mie) .+)",
    ],
  },
  {
    verb: "(?:alsjeblieft |kun je (?:alsjeblieft )?)?vergeet",
    last: "(?:dat|dit|wat ik (?:net )?(?:zei|heb gezegd))(?: weer| alsjeblieft)*",
    about: [
      "(?:alles )?wat ik (?:je )?over (.+?) (?:zei|heb gezegd|heb verteld)",
      "alles over (.+)",
      "dat (.+)",
      "(mijn .+)",
    ],
  },
  {
    verb: "(?:proszę,? |czy możesz )?zapomn(?:ij|ieć)",
    last: "(?:to|o tym|co (?:właśnie )?(?:powiedział[ae]m))",
    about: ["(?:wszystko,? )?co (?:ci )?(?:powiedział[ae]m|mówił[ae]m) o (.+)", "(?:wszystko )?o (.+)", "że (.+)"],
  },
];

const made = wordings.flatMap(({ verb, last, about }) => [
  { is: new RegExp(`^${verb} ${last}$`, "iu"), isLast: true },
  ...about.map((one) => ({ is: new RegExp(`^${verb},? ${one}$`, "iu"), isLast: false })),
]);

/** Only as a whole message, so that nothing that is quoted or pasted asks for it. */
export function readForgetRequest(said: string): ForgetRequest | undefined {
  const text = said
    .trim()
    .replace(/[.!?…\s]+$/u, "")
    .replaceAll("’", "'");
  if (text.length > charsMax || /[\r\n]/.test(text)) return undefined;
  for (const { is, isLast } of made) {
    const found = is.exec(text);
    if (found) return isLast ? { what: "last" } : { what: "about", words: found[1] ?? "" };
  }
  return undefined;
}
