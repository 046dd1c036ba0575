import { crossSum, luhn, type Make, pad, until, weigh } from "./check-digits.ts";

/** Numbers of patients, the insured and physicians. */
export const healthMakers: Record<string, Make> = {
  nhs: (draw) =>
    until(() => {
      const body = draw.pick(["4", "6", "7"]) + draw.digits(8);
      const check = 11 - (weigh(body, "a98765432") % 11);
      return check === 10 ? undefined : (body + String(check % 11)).replace(/^(...)(...)/, "$1 $2 ");
    }),
  de_health: (draw) => {
    const letter = draw.pick(Array.from("ABGHKMTX"));
    const body = draw.digits(8);
    const sum = crossSum(`${pad(letter.charCodeAt(0) - 64)}${body}`, "12");
    return `${letter}${body}${sum % 10}`;
  },
  hu_taj: (draw) => {
    const body = draw.digits(8);
    return (body + String(weigh(body, "37373737") % 10)).replace(/^(...)(...)/, "$1 $2 ");
  },
  npi: (draw) => {
    const body = `1${draw.digits(8)}`;
    return body + luhn(`80840${body}`);
  },
};
