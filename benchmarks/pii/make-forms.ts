import { openDraw } from "./draw.ts";
import type { LabelledText } from "./read-sets.ts";

/**
 * Numbers and dates as they are written in each country, in sentences and labels of its language. In a form `9` is any
 * digit, `8` one from 2 to 9, `A` a capital; `~` keeps the digit after it.
 */
const phones = [
  "de|Tel.: {};Handy {};Rufen Sie mich unter {} an.;Telefonnummer: {}|+4~9 171 8999999;0171 8999999;030/89999999;(0~89) 899 99-99;+4~9 (0)40 89 99 99 99;0049-211-899999;0211 89 99 99;+4~915189999999",
  "fr|Tél. : {};Appelez-moi au {};Mon numéro est le {}|06 89 99 99 99;+33 6 89 99 99 99;01.89.99.99.99;0689999999;+33(0)189999999",
  "en|Call me on {};Tel: {};my mobile is {}|07~899 999999;020 7~899 9999;+44 7~899 999999;0161 899 9999;(01632) 899999;+44 (0)20 7~899 9999",
  "pt|Telefone: {};Meu celular é {};Ligue para {}|(11) ~98999-9999;+55 11 ~98999-9999;11 ~98999-9999;+5511~989999999;+351 ~919 999 999;~919 999 999",
  "en|Mobile: {};call {} for details;Phone no. {}|+~91 ~98999 99999;+~91-~9~899999999;0~9~899999999;~98999 99999;022-28999999",
  "es|Teléfono: {};Llámame al {}|6~89 99 99 99;+34 6~89 999 999;~91 899 99 99;6~89999999",
  "it|Telefono: {};Chiamami al {};cell. {}|+3~9 3~89 999 9999;3~89 9999999;06 8999 9999;02-8999999",
  "nl|Telefoon: {};Bel me op {}|06-89999999;+31 6 89999999;020-8999999;+31 (0)20 899 9999",
  "pl|Telefon: {};Proszę dzwonić pod {};tel. kom. {}|899 999 999;+4~8 899 999 999;22 899 99 99;(12) 899-99-99",
  "sv|Telefon: {};Ring mig på {}|070-899 99 99;+46 70 899 99 99;0~8-899 999 99",
  "cs|Telefon: {};volejte {}|+420 899 999 999;6~89 999 999",
  "de|Tel. {};Mobil: {}|+43 664 8999999;0664/8999999;+41 7~9 899 99 99;07~9 899 99 99;044 899 99 99",
];
const births =
  "en|Date of birth: {}|12/03/1985;en|DOB {}|1985-03-12;en|born on {}|12 March 1985;en|He was born {} in Leeds|March 12, 1985;en|my birthday is {}|3/12/85;en|D.O.B.: {}|12-Mar-1985;de|Geburtsdatum: {}|12.03.1985;de|geboren am {}|12. März 1985;de|geb. {}|12.3.85;fr|Date de naissance : {}|12/03/1985;fr|né le {}|12 mars 1985;fr|née le {}|1er mars 1985;es|Fecha de nacimiento: {}|12/03/1985;es|nacido el {}|12 de marzo de 1985;es|F. nac. {}|12-03-1985;it|Data di nascita: {}|12/03/1985;it|nato il {}|12 marzo 1985;nl|Geboortedatum: {}|12-03-1985;nl|geboren op {}|12 maart 1985;pl|Data urodzenia: {}|12.03.1985;pl|ur. {}|12.03.1985;pt|Data de nascimento: {}|12/03/1985;pt|nascido em {}|12 de março de 1985;sv|född {}|12 mars 1985;da|født {}|12. marts 1985;fi|Syntymäaika: {}|12.3.1985;cs|Datum narození: {}|12. 3. 1985;cs|narozen {}|12. března 1985;sk|Dátum narodenia: {}|12.03.1985;hu|Születési dátum: {}|1985.03.12;ro|Data nașterii: {}|12.03.1985;hr|Datum rođenja: {}|12.03.1985;sl|Datum rojstva: {}|12. 3. 1985;lt|Gimimo data: {}|1985-03-12;lv|Dzimšanas datums: {}|12.03.1985;et|Sünnikuupäev: {}|12.03.1985;el|Ημερομηνία γέννησης: {}|12/03/1985;bg|Дата на раждане: {}|12.03.1985";
const plates =
  "de|Kennzeichen: {}|B-AA 999;de|mein Auto, Kennzeichen {}|M AA 9999;de|Autokennzeichen {}|W-99999A;en|registration number {}|AA89 AAA;en|number plate: {}|AA89AAA;en|license plate {}|8AAA999;en|vehicle no. {}|MH 12 AB 9999;en|Vehicle registration: {}|DL8CAF9999;fr|plaque d'immatriculation : {}|AA-899-AA;fr|immatriculée {}|AA-899-AA;it|targa {}|AA899AA;es|matrícula {}|8999 BCD;nl|kenteken {}|AA-99-AA;nl|kenteken: {}|99-AAA-9;pl|nr rej. {}|WA 99999;pt|placa {}|AAA9A99;pt|placa do carro: {}|AAA-9999;cs|SPZ: {}|8A9 9999";
const passports =
  "en|Passport no. {}|999999999;en|passport number: {}|A9999999;en|my passport ({}) expires|999999999;de|Reisepass-Nr. {}|C01A00A47;de|Passnummer: {}|P9999999;de|Reisepassnummer {}|CFGHJ9999;fr|passeport n° {}|89AA99999;fr|numéro de passeport : {}|89AA99999;es|pasaporte {}|AAA999999;es|n.º de pasaporte: {}|AA999999;it|passaporto n. {}|AA9999999;nl|paspoortnummer {}|NA9A9AAA9;pl|numer paszportu: {}|AA9999999;pt|passaporte nº {}|AA999999;da|pasnummer {}|AA9999999;cs|číslo pasu: {}|99999999";

type Case = { lang: string; frame: string; form: string; cls: string };
const single = (all: string, cls: string): Case[] =>
  all.split(/;(?=[a-z]{2}\|)/).map((line) => {
    const [lang = "", frame = "", form = ""] = line.split("|");
    return { lang, frame, form, cls };
  });
const cases: Case[] = [
  ...phones.flatMap((line) => {
    const [lang = "", frames = "", forms = ""] = line.split("|");
    return frames.split(";").flatMap((frame) => forms.split(";").map((form) => ({ lang, frame, form, cls: "phone" })));
  }),
  ...single(births, "birth"),
  ...single(plates, "plate"),
  ...single(passports, "passport"),
];

/** One text for each form in each sentence. */
export function makeForms(seed: string): LabelledText[] {
  const draw = openDraw(`forms ${seed}`);
  const fill = (form: string) =>
    form.replace(/~?[98A]/g, (sign) => {
      if (sign[0] === "~") return sign[1]!;
      return sign === "9" ? draw.digits(1) : sign === "8" ? String(2 + draw.int(8)) : draw.letters(1);
    });
  return cases.map(({ lang, frame, form, cls }) => {
    const value = cls === "birth" ? form : fill(form);
    const text = `Some words. ${frame.replace("{}", value)} And more of them.`;
    const start = text.indexOf(value);
    return { lang, text, spans: [{ start, end: start + value.length, cls }] };
  });
}
