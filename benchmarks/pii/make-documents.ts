import { type Draw, openDraw } from "./draw.ts";
import { makersOf, type Value } from "./make-values.ts";
import type { Span } from "./score-spans.ts";

/** A document whose personal values are known because they were put there. */
export type LabelledDocument = { id: string; lang: string; style: string; text: string; spans: Span[] };

const languages = ["en", "de", "fr", "es", "it", "nl", "pl"] as const;

/** Numbers that are nobody's, written like those that are. */
const bystanders: ((draw: Draw) => string)[] = [
  (draw) => `invoice ${draw.digits(8)}`,
  (draw) => `order #${draw.digits(10)}`,
  (draw) => `EUR ${1 + draw.int(99)}.${draw.digits(3)},${draw.digits(2)}`,
  (draw) => `20${10 + draw.int(15)}-0${1 + draw.int(9)}-1${draw.int(9)} 1${draw.int(9)}:3${draw.int(9)}`,
  (draw) => `v${draw.int(9)}.${draw.int(30)}.${draw.int(99)}`,
  (draw) => `ISBN 978-3-16-${draw.digits(6)}-${draw.int(9)}`,
  (draw) => `${draw.digits(3)} x ${draw.digits(4)} px`,
  (draw) => `room ${draw.digits(3)}`,
  (draw) => `build ${draw.digits(12)}`,
  (draw) => `${1 + draw.int(12)}/${1 + draw.int(28)}/20${10 + draw.int(15)}`,
  (draw) => `tracking ${draw.letters(2)}${draw.digits(9)}DE`,
];

const sentences: Record<string, readonly string[]> = {
  en: [
    "Hi, my {label} is {value}, thanks.",
    "You can use {value} ({label}).",
    "{label}: {value}",
    "Please update my {label} to {value} before Friday.",
    "As agreed, {label} {value}.",
  ],
  de: [
    "Hallo, meine {label} ist {value}, danke.",
    "{label}: {value}",
    "Bitte ändern Sie die {label} auf {value}.",
    "Wie besprochen: {label} {value}.",
    "Das ist die {label}: {value}",
  ],
  fr: [
    "Bonjour, voici mon {label} : {value}.",
    "{label} : {value}",
    "Merci de noter {label} {value}.",
    "Mon {label} est le {value}, merci.",
  ],
  es: [
    "Hola, mi {label} es {value}, gracias.",
    "{label}: {value}",
    "Anote por favor {label} {value}.",
    "El {label} nuevo es {value}.",
  ],
  it: [
    "Ciao, {label} è {value}, grazie.",
    "{label}: {value}",
    "Vi prego di annotare {label} {value}.",
    "Il nuovo {label}: {value}",
  ],
  nl: [
    "Hallo, mijn {label} is {value}, bedankt.",
    "{label}: {value}",
    "Noteer alstublieft {label} {value}.",
    "Het nieuwe {label} is {value}.",
  ],
  pl: [
    "Dzień dobry, mój {label} to {value}, dziękuję.",
    "{label}: {value}",
    "Proszę zapisać {label} {value}.",
    "Nowy {label}: {value}",
  ],
};

/** Writes text and remembers where the values are. */
function openWriter() {
  let text = "";
  const spans: Span[] = [];
  return {
    say: (words: string) => void (text += words),
    put({ cls, text: value }: Value) {
      spans.push({ start: text.length, end: text.length + value.length, cls });
      text += value;
    },
    template(template: string, value: Value) {
      const [before, after = ""] = template.replace("{label}", value.label).split("{value}");
      this.say(before!);
      this.put(value);
      this.say(after);
    },
    done: () => ({ text, spans }),
  };
}

type Writer = ReturnType<typeof openWriter>;
type Style = (draw: Draw, writer: Writer, values: readonly Value[], lang: string) => void;

const camel = (label: string) =>
  label
    .normalize("NFD")
    .replace(/[^A-Za-z ]/g, "")
    .toLowerCase()
    .replace(/ ([a-z])/g, (_, next: string) => next.toUpperCase());
const snake = (label: string) => camel(label).replace(/[A-Z]/g, (upper) => `_${upper.toLowerCase()}`);
const capital = (label: string) => label[0]!.toUpperCase() + label.slice(1);

const styles: Record<string, Style> = {
  form(draw, { say, put }, values) {
    say("— APPLICATION —\n\n");
    for (const value of values) {
      say(`${capital(value.label)}${draw.pick([": ", ":\n", " ...... ", ":\t"])}`);
      put(value);
      say("\n");
      if (draw.chance(0.3)) say(`Reference: ${draw.pick(bystanders)(draw)}\n`);
    }
  },
  chat(draw, writer, values, lang) {
    for (const value of values) {
      writer.say(`[1${draw.int(9)}:${10 + draw.int(49)}] ${draw.pick(["ana", "tom", "q"])}: `);
      writer.template(draw.pick(sentences[lang]!), value);
      writer.say("\n");
      if (draw.chance(0.4))
        writer.say(`[1${draw.int(9)}:${10 + draw.int(49)}] bot: ok, ${draw.pick(bystanders)(draw)} 👍\n`);
    }
  },
  signature(draw, { say, put }, values) {
    say("See attached.\n\nBest regards\nA. Person\nHead of Things | Example Ltd\n");
    for (const value of values) {
      say(
        draw.pick([
          `${value.label[0]!.toUpperCase()}${value.label.slice(1)} `,
          `${value.label}: `,
          `${value.label} | `,
        ]),
      );
      put(value);
      say(draw.pick(["\n", " | ", "\n"]));
    }
    say(`\nThis message is confidential (${draw.pick(bystanders)(draw)}).`);
  },
  table(draw, { say, put }, values) {
    say(
      `| # | ${values.map(({ label }) => label).join(" | ")} | total |\n|---|${values.map(() => "---|").join("")}---|\n| ${1 + draw.int(9)} | `,
    );
    for (const value of values) {
      put(value);
      say(" | ");
    }
    say(`${draw.digits(3)}.${draw.digits(2)} |\n`);
  },
  csv(draw, { say, put }, values) {
    say(`id;${values.map(({ label }) => snake(label)).join(";")};qty\n${draw.digits(4)};`);
    for (const value of values) {
      put(value);
      say(";");
    }
    say(`${draw.digits(2)}\n`);
  },
  json(draw, { say, put }, values) {
    say(`{"id": ${draw.digits(6)}, "createdAt": "2024-03-0${1 + draw.int(9)}T10:00:00Z"`);
    for (const value of values) {
      say(`, "${draw.chance(0.5) ? camel(value.label) : snake(value.label)}": "`);
      put(value);
      say('"');
    }
    say(`, "version": "1.${draw.int(9)}.0"}\n`);
  },
  html(draw, { say, put }, values) {
    say('<table class="grid-12"><tbody>');
    for (const value of values) {
      say(`<tr><th scope="row">${value.label}</th><td id="c${draw.digits(3)}">`);
      put(value);
      say("</td></tr>");
    }
    say("</tbody></table>\n");
  },
  markdown(draw, { say, put }, values) {
    say(`## Case ${draw.digits(4)}\n\n`);
    for (const value of values) {
      say(`- **${capital(value.label)}:** `);
      put(value);
      say("\n");
    }
  },
  log(draw, { say, put }, values) {
    for (const value of values) {
      say(
        `2024-05-1${draw.int(9)} 08:1${draw.int(9)}:22,${draw.digits(3)} INFO [worker-${draw.int(9)}] req=${draw.digits(9)} ${snake(value.label)}=`,
      );
      put(value);
      say(` status=200 bytes=${draw.digits(5)}\n`);
    }
  },
  letter(draw, writer, values, lang) {
    for (const value of values) {
      writer.template(draw.pick(sentences[lang]!), value);
      writer.say(draw.pick([" ", "\n\n", ` (${draw.pick(bystanders)(draw)}) `]));
    }
  },
};

/** As many documents as asked for, in every style and language in turn; the same seed gives the same ones. */
export function makeDocuments(count: number, seed: string): LabelledDocument[] {
  const names = Object.keys(styles);
  return Array.from({ length: count }, (_, n) => {
    const draw = openDraw(`${seed}/${n}`);
    const lang = languages[n % languages.length]!;
    const style = names[Math.floor(n / languages.length) % names.length]!;
    const writer = openWriter();
    const values = Array.from({ length: 3 + draw.int(3) }, () => draw.pick(makersOf(lang))(draw));
    styles[style]!(draw, writer, values, lang);
    return { id: `${style}-${lang}-${n}`, lang, style, ...writer.done() };
  });
}
