import type { Draw } from "./draw.ts";

const sumOf = (digits: string, weights: readonly number[]) =>
  [...digits].reduce((sum, digit, i) => sum + Number(digit) * (weights[i] ?? 0), 0);

function luhnDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

const day = (draw: Draw) => ({ year: 1940 + draw.int(70), month: 1 + draw.int(12), day: 1 + draw.int(28) });
const two = (n: number) => String(n % 100).padStart(2, "0");

/** The number itself, and its own label in that country. */
export type Value = { cls: string; text: string; label: string };
type Make = (draw: Draw) => Value;

const spread = (text: string, sizes: readonly number[], gap: string) => {
  let at = 0;
  return sizes.map((size) => text.slice(at, (at += size))).join(gap);
};

function iban(draw: Draw): Value {
  const [country, bban] = draw.pick([
    ["DE", draw.digits(18)],
    ["GB", draw.letters(4) + draw.digits(14)],
    ["FR", `${draw.digits(10)}${draw.digits(11)}${draw.digits(2)}`],
    ["PL", draw.digits(24)],
    ["NL", draw.letters(4) + draw.digits(10)],
    ["ES", draw.digits(20)],
    ["IT", draw.letters(1) + draw.digits(22)],
    ["AT", draw.digits(16)],
  ] as const);
  const numeric = [...`${bban}${country}00`].map((char) => Number.parseInt(char, 36)).join("");
  const check = String(98n - (BigInt(numeric) % 97n)).padStart(2, "0");
  const whole = `${country}${check}${bban}`;
  return { cls: "iban", label: "IBAN", text: draw.chance(0.5) ? whole : whole.replace(/(.{4})(?=.)/g, "$1 ") };
}

function card(draw: Draw): Value {
  const [prefix, length] = draw.pick([
    ["4", 16],
    ["51", 16],
    ["55", 16],
    ["2223", 16],
    ["34", 15],
    ["37", 15],
    ["6011", 16],
    ["3528", 16],
  ] as const);
  const body = prefix + draw.digits(length - prefix.length - 1);
  const whole = body + luhnDigit(body);
  const sizes = length === 15 ? [4, 6, 5] : [4, 4, 4, 4];
  return {
    cls: "card",
    label: "card number",
    text: draw.chance(0.4) ? whole : spread(whole, sizes, draw.pick([" ", "-"])),
  };
}

const phones: Record<string, Make> = {
  en: (draw) => {
    const [a, b, c] = [`${2 + draw.int(8)}${draw.digits(2)}`, `${2 + draw.int(8)}${draw.digits(2)}`, draw.digits(4)];
    const text = draw.pick([
      `(${a}) ${b}-${c}`,
      `${a}-${b}-${c}`,
      `+1 ${a} ${b} ${c}`,
      `${a}.${b}.${c}`,
      `+44 7${draw.digits(3)} ${draw.digits(6)}`,
      `020 7${draw.digits(3)} ${draw.digits(4)}`,
    ]);
    return { cls: "phone", label: "phone", text };
  },
  de: (draw) => ({
    cls: "phone",
    label: draw.pick(["Tel.", "Telefon", "Handy", "Mobil"]),
    text: draw.pick([
      `+49 ${draw.pick(["30", "89", "171"])} ${draw.digits(7)}`,
      `0${draw.pick(["30", "89", "221"])} ${draw.digits(8)}`,
      `0171/${draw.digits(7)}`,
      `(030) ${draw.digits(3)} ${draw.digits(4)}`,
      `0049 151 ${draw.digits(8)}`,
    ]),
  }),
  fr: (draw) => ({
    cls: "phone",
    label: draw.pick(["tél.", "Téléphone", "portable"]),
    text: draw.pick([
      `0${1 + draw.int(7)} ${spread(draw.digits(8), [2, 2, 2, 2], " ")}`,
      `+33 6 ${spread(draw.digits(8), [2, 2, 2, 2], " ")}`,
      `0${6 + draw.int(2)}.${spread(draw.digits(8), [2, 2, 2, 2], ".")}`,
    ]),
  }),
  es: (draw) => ({
    cls: "phone",
    label: draw.pick(["teléfono", "móvil", "Tel."]),
    text: draw.pick([
      `6${draw.digits(2)} ${draw.digits(3)} ${draw.digits(3)}`,
      `+34 6${draw.digits(8)}`,
      `91 ${draw.digits(3)} ${draw.digits(2)} ${draw.digits(2)}`,
    ]),
  }),
  it: (draw) => ({
    cls: "phone",
    label: draw.pick(["telefono", "cellulare", "Tel."]),
    text: draw.pick([
      `3${draw.digits(2)} ${draw.digits(7)}`,
      `+39 06 ${draw.digits(8)}`,
      `02 ${draw.digits(4)} ${draw.digits(4)}`,
    ]),
  }),
  nl: (draw) => ({
    cls: "phone",
    label: draw.pick(["tel.", "telefoon", "mobiel"]),
    text: draw.pick([`06-${draw.digits(8)}`, `+31 6 ${draw.digits(8)}`, `020-${draw.digits(7)}`]),
  }),
  pl: (draw) => ({
    cls: "phone",
    label: draw.pick(["tel.", "telefon", "kom."]),
    text: draw.pick([
      `${5 + draw.int(3)}${draw.digits(2)} ${draw.digits(3)} ${draw.digits(3)}`,
      `+48 ${draw.digits(3)} ${draw.digits(3)} ${draw.digits(3)}`,
      `(22) ${draw.digits(3)} ${draw.digits(2)} ${draw.digits(2)}`,
    ]),
  }),
};

const names = "anna jan marie peter lucia omar ines tomasz greta paolo sofia lars".split(" ");
const surnames = "kowalska meyer dubois garcia rossi devries nowak olsen smith okafor".split(" ");
const hosts =
  "mail.example.org example.com firma-beispiel.de exemple.fr ejemplo.es esempio.it voorbeeld.nl przyklad.pl uni.example.ac.uk".split(
    " ",
  );
const email: Make = (draw) => ({
  cls: "email",
  label: "e-mail",
  text: `${draw.pick(names)}${draw.pick([".", "_", "", "-"])}${draw.pick(surnames)}${draw.chance(0.3) ? draw.digits(2) : ""}@${draw.pick(hosts)}`,
});
const ip: Make = (draw) => ({
  cls: "ip",
  label: "IP",
  text: draw.chance(0.7)
    ? Array.from({ length: 4 }, () => 1 + draw.int(254)).join(".")
    : `2001:db8:${draw.int(9999).toString(16)}::${(1 + draw.int(9999)).toString(16)}`,
});
const url: Make = (draw) => ({
  cls: "url",
  label: "website",
  text: `${draw.pick(["https://", "http://www.", "www.", "https://"])}${draw.pick(surnames)}-${draw.pick(["shop", "blog", "art"])}.${draw.pick(["com", "org", "de", "fr", "pl"])}${draw.pick(["", "/about", "/p?id=7", "/"])}`,
});

const nationals: Record<string, readonly Make[]> = {
  en: [
    (draw) => ({
      cls: "ssn",
      label: "SSN",
      text: `${100 + draw.int(560)}-${10 + draw.int(89)}-${1000 + draw.int(8999)}`,
    }),
    (draw) => ({
      cls: "national",
      label: "National Insurance number",
      text: spread(
        `${draw.pick(["AB", "CE", "JG", "PX", "SN"])}${draw.digits(6)}${draw.pick(["A", "B", "C", "D"])}`,
        [2, 2, 2, 2, 1],
        draw.pick([" ", ""]),
      ),
    }),
  ],
  de: [
    (draw) => {
      for (;;) {
        const shuffled = Array.from("1234567890").toSorted(() => draw.int(2) - 0.5);
        shuffled[draw.int(9) + 1] = shuffled[0]!;
        if (shuffled[0] === "0") continue;
        let product = 10;
        for (const digit of shuffled) product = (((Number(digit) + product) % 10 || 10) * 2) % 11;
        return {
          cls: "tax",
          label: draw.pick(["Steuer-ID", "Steueridentifikationsnummer", "IdNr."]),
          text: spread(shuffled.join("") + String((11 - product) % 10), [2, 3, 3, 3], draw.pick([" ", ""])),
        };
      }
    },
  ],
  fr: [
    (draw) => {
      const { year, month } = day(draw);
      const body = `${1 + draw.int(2)}${two(year)}${two(month)}${two(1 + draw.int(90))}${draw.digits(6)}`;
      const key = two(97 - Number(BigInt(body) % 97n));
      return {
        cls: "national",
        label: draw.pick(["numéro de sécurité sociale", "NIR", "n° sécu"]),
        text: spread(body + key, [1, 2, 2, 2, 3, 3, 2], draw.pick([" ", ""])),
      };
    },
  ],
  es: [
    (draw) => {
      const body = draw.digits(8);
      return {
        cls: "national",
        label: "DNI",
        text: `${body}${draw.pick(["", "-"])}${"TRWAGMYFPDXBNJZSQVHLCKE"[Number(body) % 23]}`,
      };
    },
    (draw) => {
      const body = draw.digits(7);
      const first = draw.int(3);
      return {
        cls: "national",
        label: "NIE",
        text: `${"XYZ"[first]}${body}${"TRWAGMYFPDXBNJZSQVHLCKE"[Number(`${first}${body}`) % 23]}`,
      };
    },
  ],
  it: [
    (draw) => {
      const body = draw.digits(10);
      return { cls: "tax", label: "partita IVA", text: body + luhnDigit(body) };
    },
  ],
  nl: [
    (draw) => {
      for (;;) {
        const body = draw.digits(8);
        const check = sumOf(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        if (check < 10 && body[0] !== "0")
          return { cls: "national", label: draw.pick(["BSN", "burgerservicenummer"]), text: body + String(check) };
      }
    },
  ],
  pl: [
    (draw) => {
      const born = day(draw);
      const body = `${two(born.year)}${two(born.month + (born.year > 1999 ? 20 : 0))}${two(born.day)}${draw.digits(4)}`;
      return {
        cls: "national",
        label: draw.pick(["PESEL", "nr PESEL"]),
        text: body + String((10 - (sumOf(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10),
      };
    },
    (draw) => {
      for (;;) {
        const body = draw.digits(9);
        const check = sumOf(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
        if (check < 10)
          return { cls: "tax", label: "NIP", text: spread(body + String(check), draw.pick([[10], [3, 3, 2, 2]]), "-") };
      }
    },
  ],
};

const births: Record<string, Make> = {
  en: (draw) => ({ cls: "birth", label: draw.pick(["date of birth", "DOB", "born on"]), text: english(draw) }),
  de: (draw) => ({
    cls: "birth",
    label: draw.pick(["Geburtsdatum", "geb. am", "geboren am"]),
    text: continental(draw, ".", ["Januar", "März", "Juli", "Oktober"], ". "),
  }),
  fr: (draw) => ({
    cls: "birth",
    label: draw.pick(["date de naissance", "né le", "née le"]),
    text: continental(draw, "/", ["janvier", "mars", "juillet", "août"], " "),
  }),
  es: (draw) => ({
    cls: "birth",
    label: draw.pick(["fecha de nacimiento", "nacido el"]),
    text: continental(draw, "/", ["de enero de", "de marzo de", "de julio de"], " "),
  }),
  it: (draw) => ({
    cls: "birth",
    label: draw.pick(["data di nascita", "nato il"]),
    text: continental(draw, "/", ["gennaio", "marzo", "luglio"], " "),
  }),
  nl: (draw) => ({
    cls: "birth",
    label: draw.pick(["geboortedatum", "geboren op"]),
    text: continental(draw, "-", ["januari", "maart", "juli"], " "),
  }),
  pl: (draw) => ({
    cls: "birth",
    label: draw.pick(["data urodzenia", "urodzony"]),
    text: continental(draw, ".", ["stycznia", "marca", "lipca"], " "),
  }),
};

function english(draw: Draw): string {
  const { year, month, day: date } = day(draw);
  return draw.pick([
    `${month}/${date}/${year}`,
    `${year}-${two(month)}-${two(date)}`,
    `March ${date}, ${year}`,
    `${date} July ${year}`,
  ]);
}

function continental(draw: Draw, gap: string, months: readonly string[], before: string): string {
  const { year, month, day: date } = day(draw);
  return draw.pick([
    `${two(date)}${gap}${two(month)}${gap}${year}`,
    `${year}-${two(month)}-${two(date)}`,
    `${date}${before}${draw.pick(months)} ${year}`,
  ]);
}

const passport: Record<string, string> = {
  en: "passport no.",
  de: "Reisepassnummer",
  fr: "passeport n°",
  es: "pasaporte",
  it: "passaporto n.",
  nl: "paspoortnummer",
  pl: "paszport nr",
};

/** All kinds of value that someone who writes this language may put into a text. */
export function makersOf(lang: string): readonly Make[] {
  const papers: Make = (draw) => ({ cls: "passport", label: passport[lang]!, text: draw.letters(2) + draw.digits(7) });
  return [
    email,
    email,
    phones[lang]!,
    phones[lang]!,
    phones[lang]!,
    iban,
    card,
    ip,
    url,
    births[lang]!,
    papers,
    ...nationals[lang]!,
    ...nationals[lang]!,
  ];
}
