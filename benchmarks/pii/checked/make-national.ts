import type { Draw } from "../draw.ts";
import {
  birth,
  crossSum,
  fours,
  icao,
  luhn,
  type Make,
  mod1110,
  ofBrazil,
  pad,
  until,
  verhoeff,
  weigh,
} from "./check-digits.ts";
import { fillForm } from "./fill-form.ts";

const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
/** Estonia and Lithuania count alike. */
const baltic = (draw: Draw) => {
  const { y, m, d } = birth(draw);
  const body = `${(y < 2000 ? 3 : 5) + draw.int(2)}${pad(y % 100)}${pad(m)}${pad(d)}${draw.digits(3)}`;
  const first = weigh(body, "1234567891") % 11;
  const second = weigh(body, "3456789123") % 11;
  return body + String(first < 10 ? first : second < 10 ? second : 0);
};

/** Numbers by which a state knows people, and a car. */
export const nationalMakers: Record<string, Make> = {
  nino: (draw) => fillForm("PX 99 99 99 C", draw),
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
    const sum = crossSum(body, "212571212121");
    return `${area} ${pad(d)}${pad(m)}${pad(y % 100)} ${letter} ${serial}${sum % 10}`;
  },
  gr_amka: (draw) => {
    const { y, m, d } = birth(draw);
    const body = `${pad(d)}${pad(m)}${pad(y % 100)}${draw.digits(4)}`;
    return body + luhn(body);
  },
  ie_pps: (draw) => {
    const body = draw.digits(7);
    return `${body}${"WABCDEFGHIJKLMNOPQRSTUV"[weigh(body, "8765432") % 23]}`;
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
    const first = ofBrazil(weigh(body, "a98765432"));
    const second = ofBrazil(weigh(body + first, "ba98765432"));
    return draw.pick([`${body}${first}${second}`.replace(/^(...)(...)(...)/, "$1.$2.$3-"), `${body}${first}${second}`]);
  },
  in_aadhaar: (draw) => {
    const body = `${2 + draw.int(8)}${draw.digits(10)}`;
    return fours(body + verhoeff(body));
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
};
