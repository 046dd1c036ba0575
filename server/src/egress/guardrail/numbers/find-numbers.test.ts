import { expect, test } from "vitest";
import { numbers } from "./find-numbers.ts";

const find = (text: string) =>
  numbers.detect(text, { now: new Date(0) }).map(({ start, end, cls }) => `${cls}: ${text.slice(start, end)}`);

test.each([
  ["Call me at 405-550-9555, ext. 12.", "phone: 405-550-9555"],
  ["+49 (0)30 1234567 or 0171/2345678", "phone: +49 (0)30 1234567 | phone: 0171/2345678"],
  ["you can reach me on 618 377 112", "phone: 618 377 112"],
  ["92 34 70-Office", "phone: 92 34 70"],
  ["IBAN: DE89 3704 0044 0532 0130 00.", "iban: DE89 3704 0044 0532 0130 00"],
  ["gb29nwbk60161331926819", "iban: gb29nwbk60161331926819"],
  ["4111 1111 1111 1111", "card: 4111 1111 1111 1111"],
  ["my card is 4111111111111111", "card: 4111111111111111"],
  ["Appelez-moi au 0664911556", "phone: 0664911556"],
  ["Tél. : +33(0)156325036", "phone: +33(0)156325036"],
  ["narozen 12. března 1985", "birth: 12. března 1985"],
  ["Ημερομηνία γέννησης: 12/03/1985", "birth: 12/03/1985"],
  ["Născut: nu. Data nașterii: 12.03.1985", "birth: 12.03.1985"],
  ["nr rej. WM 04456", "plate: WM 04456"],
  ["číslo pasu: 42636129", "passport: 42636129"],
  ["geb. am 8. März 1979", "birth: 8. März 1979"],
  ["born March 8, 1979", "birth: March 8, 1979"],
  ["You can use March 27, 1949 (date of birth).", "birth: March 27, 1949"],
  ["urodzona l5.07.l990", "birth: l5.07.l990"],
  ["ur. 8 marca l979", "birth: 8 marca l979"],
  ["ur. 15.0\n7.1990", "birth: 15.0\n7.1990"],
  ["data urodzenia: 08.03.1\n979", "birth: 08.03.1\n979"],
  ["PESEL 65O71433OO5", "national: 65O71433OO5"],
  ["NIP: 6.4.8.3.7.2.1.5.9.3", "tax: 6.4.8.3.7.2.1.5.9.3"],
  ['{"passportNumber":"X1234567"}', "passport: X1234567"],
  ["<td>Driving licence</td><td>AB 123456</td>", "licence: AB 123456"],
  ["Tel. 0721 / 895512, mobil +49 171 / 8991 2345", "phone: 0721 / 895512 | phone: +49 171 / 8991 2345"],
  ["bel me even terug op 06 12 34 56 78", "phone: 06 12 34 56 78"],
  ["hej, to mój numer 512 345 678", "phone: 512 345 678"],
  ["Gläubiger-ID: DE98ZZZ09999999999\nIBAN ......: DE89370400440532013000", "iban: DE89370400440532013000"],
  ['{"nif":"X1234567L"}', "national: X1234567L"],
  ["Steuer-ID 36 574 261 809", "tax: 36 574 261 809"],
  ["my SSN is 205-46-4452", "ssn: 205-46-4452"],
  ["CPF 529.982.247-25", "national: 529.982.247-25"],
  ["so, EUR 36.344,61 it is\nwell, passport no. SV0954001, thanks", "passport: SV0954001"],
  ["RSSMRA85T10A562S", "national: RSSMRA85T10A562S"],
  ["siema, mój nowy nr 897 872 609, stary nie działa", "phone: 897 872 609"],
  ["Numero verde 800 335 994", "phone: 800 335 994"],
  ["Historia clínica 64315701. Paciente", "health_number: 64315701"],
  ["Vers.-Nr. A123456780, RR 145/90", "health_number: A123456780"],
  ["the car is registered LK65 NXR.", "plate: LK65 NXR"],
  ['nom,naissance,montant\nX,1975-03-22,"1 204,50"\nY,1999-10-01,"89,00"\n', "birth: 1975-03-22 | birth: 1999-10-01"],
  ["DNI 11903327-E. TA 130/85, FC 72", "national: 11903327-E"],
])("finds what is in %j", (text, expected) => {
  expect(find(text).join(" | ")).toBe(expected);
});

test.each([
  "on 2024-07-07 at 10:30",
  "invoice no. 20240012345",
  "it cost 1,234,567.89 dollars",
  "pages 123-456",
  "version 10.2.3",
  "FV/2024/03/0047",
  "between 1990 and 2024",
  "order 1234567890",
  "1.24.0-rc.3+20240502112233 started",
  "HRB 123456 B",
  "<20230314091244.qmail>",
])("finds nothing in %j", (text) => {
  expect(find(text)).toEqual([]);
});
