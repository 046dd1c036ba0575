// Long because the numbers of thirty countries are made in one place.
import { createHash } from "node:crypto";
import type { Draw } from "./draw.ts";

/** A number with its check digits, by the public description of its form. */
export const makeChecked = (name: string, draw: Draw): string => makers[name]!(draw);

/** In a form `9` is any digit, `8` one from 2 to 9, `A` a capital, `¤` a small letter, `#` a hexadecimal digit; `~` keeps the sign after it. */
export const fillForm = (form: string, draw: Draw): string =>
  form.replace(/~.|[98A¤#]/g, (sign) => {
    if (sign[0] === "~") return sign[1]!;
    if (sign === "9") return draw.digits(1);
    if (sign === "8") return String(2 + draw.int(8));
    if (sign === "#") return "0123456789abcdef"[draw.int(16)]!;
    return sign === "A" ? draw.letters(1) : draw.letters(1).toLowerCase();
  });

const pad = (n: number, to = 2) => String(n).padStart(to, "0");
const weigh = (digits: string, weights: string) =>
  [...weights].reduce((sum, weight, i) => sum + Number.parseInt(weight, 36) * Number(digits[i]), 0);
const luhn = (digits: string) => {
  const sum = [...digits].toReversed().reduce((all, digit, i) => {
    const n = Number(digit) * (i % 2 ? 1 : 2);
    return all + Math.floor(n / 10) + (n % 10);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};
/** ISO 7064, mod 11,10. */
const mod1110 = (digits: string) => {
  let rest = 10;
  for (const digit of digits) rest = (((rest + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - rest) % 10);
};
const birth = (draw: Draw) => ({ y: 1935 + draw.int(75), m: 1 + draw.int(12), d: 1 + draw.int(28) });
/** Draws until a number has a check digit at all. */
function until(make: () => string | undefined): string {
  for (;;) {
    const made = make();
    if (made !== undefined) return made;
  }
}
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

function base58(bytes: Uint8Array, alphabet: string): string {
  let n = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  for (; n > 0n; n /= 58n) text = alphabet[Number(n % 58n)] + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = alphabet[0] + text;
  }
  return text;
}
const bitcoin58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const ripple58 = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
const bytesOf = (draw: Draw, n: number) => Buffer.from(Array.from({ length: n }, () => draw.int(256)));
const coin =
  (version: number, alphabet = bitcoin58) =>
  (draw: Draw) => {
    const body = Buffer.concat([Buffer.from([version]), bytesOf(draw, 20)]);
    return base58(Buffer.concat([body, sha(sha(body)).subarray(0, 4)]), alphabet);
  };

const bech = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
function bech32(hrp: string, words: number[], constant: number): string {
  const values = [...[...hrp].map((c) => c.charCodeAt(0) >> 5), 0, ...[...hrp].map((c) => c.charCodeAt(0) & 31)];
  let checksum = 1;
  for (const value of [...values, ...words, 0, 0, 0, 0, 0, 0]) {
    const top = checksum >> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((g, i) => {
      if ((top >> i) & 1) checksum ^= g;
    });
  }
  checksum ^= constant;
  const sum = Array.from({ length: 6 }, (_, i) => (checksum >> (5 * (5 - i))) & 31);
  return `${hrp}1${[...words, ...sum].map((word) => bech[word]).join("")}`;
}
const fives = (draw: Draw, bits: number) => {
  const binary = [...bytesOf(draw, bits / 8)].map((byte) => pad(Number(byte.toString(2)), 8)).join("");
  return binary.match(/.{1,5}/g)!.map((five) => Number.parseInt(five.padEnd(5, "0"), 2));
};

const nameLetters = "BCDFGLMNPRSTVZ";
const consonants = (draw: Draw, n: number) =>
  Array.from({ length: n }, () => draw.pick(Array.from(nameLetters))).join("");
const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const verhoeffD = Array.from({ length: 10 }, (_, a) =>
  Array.from({ length: 10 }, (_b, b) =>
    a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 10) % 5,
  ),
);
const verhoeffP = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => {
  let row = [...Array(10).keys()];
  for (let i = 0; i < n; i++) row = row.map((_, k) => row[[1, 5, 7, 6, 2, 8, 3, 0, 9, 4][k]!]!);
  return row;
});
const verhoeff = (digits: string) => {
  const state = [...digits]
    .toReversed()
    .reduce((c, digit, i) => verhoeffD[c]![verhoeffP[(i + 1) % 8]![Number(digit)]!]!, 0);
  return String(verhoeffD[state]!.indexOf(0));
};
const icao = (text: string) =>
  String([...text].reduce((sum, sign, i) => sum + Number.parseInt(sign, 36) * [7, 3, 1][i % 3]!, 0) % 10);
const iban = (country: string, form: string) => (draw: Draw) => {
  const body = fillForm(form, draw);
  const digits = [...`${body}${country}00`].map((sign) => Number.parseInt(sign, 36)).join("");
  return `${country}${pad(Number(98n - (BigInt(digits) % 97n)))}${body}`;
};
const fours = (text: string) => text.replace(/(.{4})(?=.)/g, "$1 ");
const baltic = (draw: Draw) => {
  const { y, m, d } = birth(draw);
  const body = `${(y < 2000 ? 3 : 5) + draw.int(2)}${pad(y % 100)}${pad(m)}${pad(d)}${draw.digits(3)}`;
  const first = weigh(body, "1234567891") % 11;
  const second = weigh(body, "3456789123") % 11;
  return body + String(first < 10 ? first : second < 10 ? second : 0);
};
const card = (prefix: string, length: number) => (draw: Draw) => {
  const body = prefix + draw.digits(length - prefix.length - 1);
  return body + luhn(body);
};

const makers: Record<string, (draw: Draw) => string> = {
  visa: card("4", 16),
  visa_spaced: (draw) => fours(card("4", 16)(draw)),
  mastercard: (draw) => card(draw.pick(["51", "53", "2221", "2720"]), 16)(draw),
  mastercard_dashed: (draw) => fours(card("54", 16)(draw)).replaceAll(" ", "-"),
  amex: (draw) => card("37", 15)(draw).replace(/^(.{4})(.{6})/, "$1 $2 "),
  diners: (draw) => card("36", 14)(draw),
  discover: (draw) => card("6011", 16)(draw),
  maestro: (draw) => card(draw.pick(["6304", "6759", "5018"]), 16)(draw),
  unionpay: (draw) => card("62", draw.pick([16, 19]))(draw),
  iban_de: (draw) => fours(iban("DE", "999999999999999999")(draw)),
  iban_be: (draw) => fours(iban("BE", "999999999999")(draw)),
  iban_ch: iban("CH", "99999999999999999"),
  iban_gb: (draw) => fours(iban("GB", "AAAA99999999999999")(draw)),
  iban_mt: iban("MT", "AAAA999999999999999999A9A99"),
  iban_no: (draw) => fours(iban("NO", "99999999999")(draw)),
  iban_pt: iban("PT", "999999999999999999999"),
  iban_ie: (draw) => iban("IE", "AAAA99999999999999")(draw).toLowerCase(),
  iban_fr: (draw) => fours(iban("FR", "9999999999A999999999999")(draw)).replaceAll(" ", "-"),
  iban_gr: iban("GR", "99999999999999999999999"),
  btc_old: coin(0),
  btc_script: coin(5),
  ltc: coin(48),
  doge: coin(30),
  trx: coin(65),
  dash: coin(76),
  xrp: coin(0, ripple58),
  btc_segwit: (draw) => bech32("bc", [0, ...fives(draw, 160)], 1),
  btc_taproot: (draw) => bech32("bc", [1, ...fives(draw, 256)], 0x2bc830a3),
  ltc_segwit: (draw) => bech32("ltc", [0, ...fives(draw, 160)], 1),
  cosmos: (draw) => bech32("cosmos", fives(draw, 160), 1),
  sol: (draw) => base58(bytesOf(draw, 32), bitcoin58),
  nino: (draw) => fillForm("PX 99 99 99 C", draw),
  nhs: (draw) =>
    until(() => {
      const body = draw.pick(["4", "6", "7"]) + draw.digits(8);
      const check = 11 - (weigh(body, "a98765432") % 11);
      return check === 10 ? undefined : (body + String(check % 11)).replace(/^(...)(...)/, "$1 $2 ");
    }),
  utr: (draw) => {
    const body = draw.digits(9);
    return "21987654321"[weigh(body, "678954321") % 11]! + body;
  },
  be_national: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${pad(y % 100)}${pad(m)}${pad(d)}${pad(1 + draw.int(997), 3)}`;
    const check = pad(97 - Number(BigInt((y >= 2000 ? "2" : "") + body) % 97n));
    return `${body.slice(0, 2)}.${body.slice(2, 4)}.${body.slice(4, 6)}-${body.slice(6)}.${check}`;
  },
  bg_national: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${pad(y % 100)}${pad(m + (y >= 2000 ? 40 : 0))}${pad(d)}${draw.digits(3)}`;
    return body + String((weigh(body, "2485a9736") % 11) % 10);
  },
  hr_national: (draw) => {
    const body = draw.digits(10);
    return body + mod1110(body);
  },
  cz_national: (draw) =>
    until(() => {
      const { y, m, d } = birth(draw);
      if (y < 1954) return undefined;
      const body = `${pad(y % 100)}${pad(m + 50 * draw.int(2))}${pad(d)}${draw.digits(3)}`;
      const rest = Number(body) % 11;
      return rest === 10 ? undefined : `${body.slice(0, 6)}/${body.slice(6)}${rest}`;
    }),
  dk_national: (draw) => {
    const { y, m, d } = birth(draw);
    return `${pad(d)}${pad(m)}${pad(y % 100)}-${draw.int(4)}${draw.digits(3)}`;
  },
  ee_national: baltic,
  lt_national: baltic,
  fi_national: (draw) => {
    const { y, m, d } = birth(draw);
    const date = `${pad(d)}${pad(m)}${pad(y % 100)}`;
    const number = pad(2 + draw.int(897), 3);
    return `${date}${y >= 2000 ? "A" : "-"}${number}${"0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(date + number) % 31]}`;
  },
  fr_national: (draw) => {
    const body = `${1 + draw.int(2)}${pad(draw.int(100))}${pad(1 + draw.int(12))}${pad(1 + draw.int(95))}${draw.digits(6)}`;
    const key = pad(97 - Number(BigInt(body) % 97n));
    return `${body} ${key}`.replace(/^(.)(..)(..)(..)(...)(...)/, "$1 $2 $3 $4 $5 $6");
  },
  de_card: (draw) => {
    const body = `L${Array.from({ length: 8 }, () => draw.pick(Array.from("CFGHJKLMNPRTVWXYZ0123456789"))).join("")}`;
    return body + icao(body);
  },
  de_pension: (draw) => {
    const { y, m, d } = birth(draw);
    const letter = draw.pick(Array.from("ABKMSW"));
    const [area, serial] = [pad(2 + draw.int(80)), draw.digits(2)];
    const body = `${area}${pad(d)}${pad(m)}${pad(y % 100)}${pad(letter.charCodeAt(0) - 64)}${serial}`;
    const sum = Array.from("212571212121").reduce((all, weight, i) => {
      const n = Number(weight) * Number(body[i]);
      return all + Math.floor(n / 10) + (n % 10);
    }, 0);
    return `${area} ${pad(d)}${pad(m)}${pad(y % 100)} ${letter} ${serial}${sum % 10}`;
  },
  de_health: (draw) => {
    const letter = draw.pick(Array.from("ABGHKMTX"));
    const body = draw.digits(8);
    const sum = [...`${pad(letter.charCodeAt(0) - 64)}${body}`].reduce((all, digit, i) => {
      const n = Number(digit) * (i % 2 ? 2 : 1);
      return all + Math.floor(n / 10) + (n % 10);
    }, 0);
    return `${letter}${body}${sum % 10}`;
  },
  de_vat: (draw) => {
    const body = `${1 + draw.int(9)}${draw.digits(7)}`;
    return `DE${body}${mod1110(body)}`;
  },
  gr_amka: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${pad(d)}${pad(m)}${pad(y % 100)}${draw.digits(4)}`;
    return body + luhn(body);
  },
  gr_afm: (draw) => {
    const body = `0${draw.digits(7)}`;
    const sum = [...body].reduce((all, digit, i) => all + Number(digit) * 2 ** (8 - i), 0);
    return body + String((sum % 11) % 10);
  },
  hu_taj: (draw) => {
    const body = draw.digits(8);
    return (body + String(weigh(body, "37373737") % 10)).replace(/^(...)(...)/, "$1 $2 ");
  },
  hu_tax: (draw) =>
    until(() => {
      const body = `8${draw.digits(8)}`;
      const rest = weigh(body, "123456789") % 11;
      return rest === 10 ? undefined : body + String(rest);
    }),
  ie_pps: (draw) => {
    const body = draw.digits(7);
    return `${body}${"WABCDEFGHIJKLMNOPQRSTUV"[weigh(body, "8765432") % 23]}`;
  },
  it_fiscal: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${consonants(draw, 6)}${pad(y % 100)}${"ABCDEHLMPRST"[m - 1]}${pad(d + 40 * draw.int(2))}${draw.pick(["H501", "F205", "L219", "D612"])}`;
    const sum = [...body].reduce((all, sign, i) => {
      const n = Number.parseInt(sign, 36);
      const value = n > 9 ? n - 10 : n;
      return all + (i % 2 ? value : odd[value]!);
    }, 0);
    return body + String.fromCharCode(65 + (sum % 26));
  },
  lv_national: (draw) =>
    until(() => {
      const { y, m, d } = birth(draw);
      const body = `${pad(d)}${pad(m)}${pad(y % 100)}${y >= 2000 ? 2 : 1}${draw.digits(3)}`;
      const check = (1101 - weigh(body, "16379a5842")) % 11;
      return check > 9 ? undefined : `${body.slice(0, 6)}-${body.slice(6)}${check}`;
    }),
  nl_bsn: (draw) =>
    until(() => {
      const body = `${1 + draw.int(8)}${draw.digits(7)}`;
      const check = weigh(body, "98765432") % 11;
      return check > 9
        ? undefined
        : (body + String(check)).replace(/^(....)(..)/, draw.pick(["$1.$2.", "$1$2", "$1 $2 "]));
    }),
  nl_vat: (draw) => `NL${nlBody(draw)}B0${1 + draw.int(3)}`,
  pl_pesel: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${pad(y % 100)}${pad(m + (y >= 2000 ? 20 : 0))}${pad(d)}${draw.digits(4)}`;
    return body + String((10 - (weigh(body, "1379137913") % 10)) % 10);
  },
  pl_card: (draw) => {
    const [letters, digits] = [draw.letters(3), draw.digits(5)];
    const value = (letter: string) => letter.charCodeAt(0) - 55;
    const sum = 7 * value(letters[0]!) + 3 * value(letters[1]!) + value(letters[2]!) + weigh(digits, "73173");
    return `${letters} ${sum % 10}${digits}`;
  },
  pl_regon: (draw) => {
    const body = draw.digits(8);
    return body + String((weigh(body, "89234567") % 11) % 10);
  },
  pt_nif: (draw) => {
    const body = `${1 + draw.int(2)}${draw.digits(7)}`;
    const rest = weigh(body, "98765432") % 11;
    return (body + String(rest < 2 ? 0 : 11 - rest)).replace(/^(...)(...)/, draw.pick(["$1 $2 ", "$1$2"]));
  },
  ro_cnp: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${(y < 2000 ? 1 : 5) + draw.int(2)}${pad(y % 100)}${pad(m)}${pad(d)}${pad(1 + draw.int(46))}${draw.digits(3)}`;
    const rest = weigh(body, "279146358279") % 11;
    return body + String(rest === 10 ? 1 : rest);
  },
  si_emso: (draw) =>
    until(() => {
      const { y, m, d } = birth(draw);
      const body = `${pad(d)}${pad(m)}${pad(y % 1000, 3)}50${draw.digits(3)}`;
      const rest = weigh(body, "765432765432") % 11;
      return rest === 1 ? undefined : body + String((11 - rest) % 11);
    }),
  es_dni: (draw) => {
    const body = draw.digits(8);
    return body + draw.pick(["", "-"]) + dniLetters[Number(body) % 23];
  },
  es_nie: (draw) => {
    const [first, body] = [draw.int(3), draw.digits(7)];
    return `${"XYZ"[first]}${draw.pick(["", "-"])}${body}${draw.pick(["", "-"])}${dniLetters[Number(`${first}${body}`) % 23]}`;
  },
  se_national: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${pad(y % 100)}${pad(m)}${pad(d)}${draw.digits(3)}`;
    return `${draw.pick(["", pad(Math.floor(y / 100))])}${body.slice(0, 6)}-${body.slice(6)}${luhn(body)}`;
  },
  at_social: (draw) =>
    until(() => {
      const { y, m, d } = birth(draw);
      const [serial, date] = [`${1 + draw.int(9)}${draw.digits(2)}`, `${pad(d)}${pad(m)}${pad(y % 100)}`];
      const check = (weigh(serial, "379") + weigh(date, "584216")) % 11;
      return check === 10 ? undefined : `${serial}${check} ${date}`;
    }),
  lu_national: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${y}${pad(m)}${pad(d)}${draw.digits(3)}`;
    return body + luhn(body) + verhoeff(body);
  },
  br_cpf: (draw) => {
    const body = draw.digits(9);
    const first = pickCheck(weigh(body, "a98765432"));
    const second = pickCheck(weigh(body + first, "ba98765432"));
    return draw.pick([`${body}${first}${second}`.replace(/^(...)(...)(...)/, "$1.$2.$3-"), `${body}${first}${second}`]);
  },
  br_cnpj: (draw) => {
    const body = `${draw.digits(8)}0001`;
    const first = pickCheck(weigh(body, "543298765432"));
    const second = pickCheck(weigh(body + first, "6543298765432"));
    return `${body}${first}${second}`.replace(/^(..)(...)(...)(....)/, "$1.$2.$3/$4-");
  },
  in_aadhaar: (draw) => {
    const body = `${2 + draw.int(8)}${draw.digits(10)}`;
    return fours(body + verhoeff(body));
  },
  in_pan: (draw) => fillForm("AAAPA9999A", draw),
  npi: (draw) => {
    const body = `1${draw.digits(8)}`;
    return body + luhn(`80840${body}`);
  },
  vin: (draw) =>
    until(() => {
      const signs = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
      const values = "12345678012345070923456789".split("");
      const value = (sign: string) => (/\d/.test(sign) ? Number(sign) : Number(values[sign.charCodeAt(0) - 65]));
      const body = `W${Array.from({ length: 16 }, () => draw.pick(Array.from(signs))).join("")}`;
      const sum = [...body].reduce(
        (all, sign, i) => all + value(sign) * [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2][i]!,
        0,
      );
      return `${body.slice(0, 8)}${sum % 11 === 10 ? "X" : sum % 11}${body.slice(9)}`;
    }),
  at_vat: (draw) => {
    const body = draw.digits(7);
    const sum = [...body].reduce((all, digit, i) => {
      const n = Number(digit) * (i % 2 ? 2 : 1);
      return all + Math.floor(n / 10) + (n % 10);
    }, 0);
    return `ATU${body}${(10 - ((sum + 4) % 10)) % 10}`;
  },
  be_vat: (draw) => {
    const body = `0${1 + draw.int(9)}${draw.digits(6)}`;
    return `BE${draw.pick(["", " "])}${body}${pad(97 - (Number(body) % 97))}`;
  },
  fr_vat: (draw) => {
    const seven = draw.digits(8);
    const siren = seven + luhn(seven);
    return `FR${pad((12 + 3 * (Number(siren) % 97)) % 97)}${siren}`;
  },
  it_vat: (draw) => {
    const body = draw.digits(10);
    return draw.pick(["", "IT"]) + body + luhn(body);
  },
  dk_cvr: (draw) =>
    until(() => {
      const body = `${1 + draw.int(9)}${draw.digits(6)}`;
      const rest = weigh(body, "2765432") % 11;
      return rest === 1 ? undefined : `DK${body}${(11 - rest) % 11}`;
    }),
  fi_business: (draw) =>
    until(() => {
      const body = draw.digits(7);
      const rest = weigh(body, "79a5842") % 11;
      return rest === 1 ? undefined : `${body}-${rest === 0 ? 0 : 11 - rest}`;
    }),
  sk_vat: (draw) => until(() => atEleven(`2${draw.digits(9)}`)),
};

const pickCheck = (sum: number) => String(((sum * 10) % 11) % 10);
const nlBody = (draw: Draw): string =>
  until(() => {
    const body = draw.digits(8);
    const check = weigh(body, "98765432") % 11;
    return check > 9 ? undefined : body + String(check);
  });
const atEleven = (body: string) => (Number(body) % 11 === 0 ? `SK${body}` : undefined);
