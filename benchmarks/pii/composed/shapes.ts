import type { Draw } from "../draw.ts";
import type { Country } from "./countries.ts";
import { mark, type Values } from "./values.ts";

/** A document of some kind, with what a country's people write. */
export type Shape = (country: Country, values: Values, draw: Draw) => string;

const some = (country: Country, values: Values, draw: Draw, n: number) => {
  const usable = country.says.filter((line) => country.iban !== "" || !line.includes("{iban}"));
  return Array.from({ length: n }, () => values.say(draw.pick(usable)));
};
const clock = (draw: Draw) => `${10 + draw.int(10)}:${10 + draw.int(50)}`;
const hex = (draw: Draw, n: number) => Array.from({ length: n }, () => "0123456789abcdef"[draw.int(16)]!).join("");
const uuid = (draw: Draw) => `${hex(draw, 8)}-${hex(draw, 4)}-4${hex(draw, 3)}-a${hex(draw, 3)}-${hex(draw, 12)}`;

const thread: Shape = (country, v, draw) => {
  const [one, two] = [some(country, v, draw, 3), some(country, v, draw, 2)];
  return [
    `From: ${v.person()} <${v.email()}>`,
    `To: ${v.email()}, "${v.person()}" <${v.email()}>`,
    `Date: Tue, ${1 + draw.int(28)} Mar 2024 ${clock(draw)}:07 +0100`,
    `Subject: Re: Fwd: ${v.order()}`,
    "",
    ...one,
    "",
    `-- \n${v.person()} | ${v.phone()} | ${v.url()}`,
    "",
    ...two.map((line) => `> ${line}`),
    `>> ${some(country, v, draw, 1)[0]}`,
  ].join("\n");
};
const chat: Shape = (country, v, draw) =>
  some(country, v, draw, 6)
    .map((line, i) => `[${v.date()}, ${clock(draw)}:${10 + i}] ${i % 2 ? "bot" : "A."}: ${line}`)
    .join("\n");
const csv: Shape = (country, v, draw) => {
  const sep = draw.pick([",", ";", "\t"]);
  const last =
    country.ids.find(([label]) => country.heads[7]!.toLowerCase().includes(label.toLowerCase().slice(0, 3))) ??
    country.ids[0]!;
  const rows = Array.from({ length: 5 }, () =>
    [
      v.person(),
      v.email(),
      v.phone(),
      v.birth(),
      country.iban === "" ? "" : v.iban(),
      v.order(),
      `"${v.amount()}"`,
      mark(last[1], v.number(last[2])),
    ].join(sep),
  );
  return [country.heads.join(sep), ...rows].join("\n");
};
const table: Shape = (country, v) => {
  const [name, mail, phone, birth] = country.heads;
  const rows = Array.from({ length: 4 }, () => `| ${v.person()} | ${v.phone()} | ${v.email()} | ${v.birth()} |`);
  return [`| ${name} | ${phone} | ${mail} | ${birth} |`, "|---|---|---|---|", ...rows].join("\n");
};
const invoice: Shape = (country, v, draw) =>
  [
    `${v.person()}\n${v.address()}`,
    `# ${v.order()}   ${v.date()}`,
    `EAN 4006381${draw.digits(6)}   3 x ${v.amount()}   = ${v.amount()}`,
    `Art. ${v.sku()}   1 x ${v.amount()}`,
    `Total ${v.amount()}  (21 %)`,
    ...(country.iban === "" ? [] : [`IBAN: ${v.iban()}  BIC: ${draw.letters(4)}DEFFXXX`]),
    `Tel. ${v.phone()} · Fax ${v.phone()} · ${v.email()} · ${v.url()}`,
    v.id(),
  ].join("\n");
const letter: Shape = (country, v, draw) =>
  `${v.date()}\n\n${v.person()}, ${country.heads[3]}: ${v.birth()}, ${v.id()}\n\nHb 13,4 g/dl, CRP 2,1 mg/l, RR 128/84, ICD-10 M54.5, 2 x 500 mg.\n${some(country, v, draw, 2).join(" ")}`;
const form: Shape = (country, v) =>
  [
    `${country.heads[0]}\n${v.person()}`,
    `${country.heads[3]} ........ ${v.birth()}`,
    `${country.heads[2]}\n${v.phone()}`,
    `${country.heads[1]} : ${v.email()}`,
    v.id().replace(" \u0001", ":\u0001"),
  ].join("\n");
const json: Shape = (country, v, draw) => {
  const [, cls, maker] = draw.pick(country.ids);
  const iban = country.iban === "" ? "" : `"bankDetails":{"iban":"${v.iban().replaceAll(" ", "")}","bic":"INGBNL2A"},`;
  return `{"id":"${uuid(draw)}","createdAt":"2024-05-${10 + draw.int(18)}T${clock(draw)}:11.482Z","customer":{"fullName":"${v.person()}","emailAddress":"${v.email()}","mobilePhone":"${v.phone()}","dateOfBirth":"${v.birth()}","${{ ssn: "ssn", national: "nationalId", tax: "taxId" }[cls] ?? "healthInsuranceNumber"}":"${mark(cls, v.number(maker))}"},${iban}"payment":{"cardNumber":"${v.card()}","amountCents":${draw.digits(5)},"currency":"EUR"},"meta":{"clientIp":"${v.ip()}","build":"10.2.0.14","requestMs":${draw.digits(3)},"retries":0}}`;
};
const access: Shape = (_, v, draw) =>
  Array.from(
    { length: 5 },
    () =>
      `${v.ip()} - - [${10 + draw.int(18)}/Feb/2024:${clock(draw)}:02 +0000] "GET /v2/items/${draw.digits(8)}?page=3 HTTP/1.1" 200 ${draw.digits(5)} "-" "Mozilla/5.0 (X11; rv:115.0) Chrome/120.0.6099.71"`,
  ).join("\n");
const service: Shape = (_, v, draw) =>
  [
    `2024-06-11T${clock(draw)}:31.204Z INFO auth login ok user=${v.email()} ip=${v.ip()} session=${hex(draw, 24)} took=${draw.digits(2)}ms`,
    `2024-06-11T${clock(draw)}:32.009Z WARN sms to=${v.phone()} provider=${draw.digits(6)} attempt=2/5 id=${uuid(draw)}`,
    `Jun 11 ${clock(draw)}:40 host-07 sshd[${draw.digits(5)}]: Failed password for root from ${v.ip()} port ${40_000 + draw.int(9999)} ssh2`,
    `2024-06-11 ${clock(draw)}:44,118 DEBUG mailer queued msg ${draw.digits(10)} for <${v.email()}> (size=${draw.digits(5)}, v4.11.2)`,
  ].join("\n");
const card: Shape = (_, v) =>
  `BEGIN:VCARD\nVERSION:3.0\nFN:${v.person()}\nTEL;TYPE=CELL:${v.phone()}\nTEL;TYPE=WORK,VOICE:${v.phone()}\nEMAIL;TYPE=INTERNET:${v.email()}\nURL:${v.url()}\nREV:20240312T081500Z\nEND:VCARD`;
const sql: Shape = (country, v, draw) => {
  const [, cls, maker] = country.ids[0]!;
  const row = () =>
    `(${draw.digits(5)}, '${v.person().replaceAll("'", "''")}', '${v.email()}', '${v.phone()}', '${mark(cls, v.number(maker))}', '2024-03-${10 + draw.int(18)} 09:14:22')`;
  const column = { ssn: "ssn", national: "national_id" }[cls] ?? "tax_id";
  return `INSERT INTO customers (id, name, email, phone, ${column}, created_at) VALUES\n${row()},\n${row()};`;
};
const yaml: Shape = (country, v) =>
  `contact:\n  name: ${v.person()}\n  phone: "${v.phone()}"\n  email: ${v.email()}\n  website: ${v.url()}\n${country.iban === "" ? "" : `  iban: ${v.iban()}\n`}  replicas: 3\n  image: registry/app:1.14.2.9\n`;
const xml: Shape = (_, v, draw) =>
  `<order id="${draw.digits(8)}" at="2024-02-${10 + draw.int(18)}"><customer><name>${v.person()}</name><phone>${v.phone()}</phone><email>${v.email()}</email></customer><card>${v.card()}</card><ip>${v.ip()}</ip><total>${v.amount()}</total></order>`;

export const shapes: readonly Shape[] = [
  thread,
  chat,
  csv,
  table,
  invoice,
  letter,
  form,
  json,
  access,
  service,
  card,
  sql,
  yaml,
  xml,
];
