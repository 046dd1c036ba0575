// Long because what people of ten countries write stands in one place.
/**
 * What people of a country write. `{slot}` is drawn for each document; in a number `_` is any digit and `^` one from 2 to 9.
 */
export type Country = {
  lang: string;
  names: readonly string[];
  streets: readonly string[];
  hosts: readonly string[];
  phones: readonly string[];
  iban: string;
  /** Numbers with their labels: label, class, maker. */
  ids: readonly (readonly [string, string, string])[];
  /** Order of a date's parts and what stands between them. */
  date: "d.m.y" | "d/m/y" | "d-m-y" | "m/d/y";
  /** Heads of a table: name, mail, phone, birth, IBAN, order, amount, first number. */
  heads: readonly string[];
  /** What is said in mails, chats and letters. */
  says: readonly string[];
};

const us: Country = {
  lang: "en",
  names: ["Darnell Whitcomb", "Priya Raghunathan", "Marisol Echeverria", "Tobias Hargrove"],
  streets: ["1184 Larkspur Ct, Boise, ID 83706", "72 Old Quarry Road, Apt 4B, Ithaca, NY 14850"],
  hosts: ["harborlightdental.com", "gmail.com", "tessellate.io", "countyclerk.org"],
  phones: [
    "(^__) ^__-____",
    "^__-^__-____",
    "+1 ^__ ^__ ____",
    "^__.^__.____",
    "1-800-^__-____",
    "^__-^__-____ ext. ___",
  ],
  iban: "",
  ids: [
    ["SSN", "ssn", "ssn"],
    ["Social Security Number", "ssn", "ssn"],
    ["EIN", "tax", "ein"],
    ["ITIN", "tax", "itin"],
  ],
  date: "m/d/y",
  heads: ["full_name", "email", "phone", "dob", "iban", "order_no", "total", "ssn"],
  says: [
    "Hi, this is {person}. I ordered on {date} (order #{order}) and nothing came; call me at {phone}.",
    "Can you resend the receipt to {email}? The charge was ${amount} on card {card}.",
    "My {id} and my date of birth, {birth}, are on the form I faxed.",
    "New address from next month: {address}. You can still text me on {phone} until 6:30.",
    "See {url} for the details; ticket {order} was closed on {date} after 3 replies.",
    "We shipped 24 units (SKU {sku}), tracking {tracking}, about {amount} pounds in total.",
  ],
};
const gb: Country = {
  lang: "en",
  names: ["Imogen Ashdown", "Callum Strachan", "Oluwaseun Adebayo", "Rhiannon Pryce"],
  streets: ["14 Tannery Row, Kendal LA9 4BD", "Flat 3, 221 Marchmont Road, Edinburgh EH9 1HJ"],
  hosts: ["kendalcycles.co.uk", "btinternet.com", "nhs.net", "outlook.com"],
  phones: ["07^__ ______", "+44 7^__ ___ ___", "020 7___ ____", "0161 ^__ ____", "+44 (0)1539 ^_____", "01539 ^_____"],
  iban: "iban_gb",
  ids: [
    ["National Insurance number", "national", "nino"],
    ["NI no", "national", "nino"],
    ["NHS number", "health_number", "nhs"],
    ["UTR", "tax", "utr"],
  ],
  date: "d/m/y",
  heads: ["Name", "Email address", "Telephone", "Date of birth", "IBAN", "Order ref", "Total (GBP)", "NI number"],
  says: [
    "It's {person} here, could someone ring me back on {phone} before 17:30?",
    "Please send the quote to {email} and copy {email}.",
    "For payroll: {id}, born {birth}.",
    "We moved to {address} on {date}; the old reference was {order}.",
    "The refund of £{amount} should go to {iban}, not to the card ending 4417.",
    "There's a leaflet at {url}, version 3.2.1, last changed {date}.",
  ],
};
const de: Country = {
  lang: "de",
  names: ["Friederike Oltmanns", "Cem Yıldırım", "Hans-Peter Gröbner", "Saskia Wiedenhöft"],
  streets: ["Am Alten Güterbahnhof 12, 76137 Karlsruhe", "Lindenallee 7a, 18055 Rostock"],
  hosts: ["oltmanns-elektro.de", "web.de", "posteo.de", "stadtwerke-muldenau.de"],
  phones: ["0171/_______", "0721 ^______", "+49 381 ^_____-__", "(0351) ^_______", "0049 160 ^_______", "030-^_______"],
  iban: "iban_de",
  ids: [
    ["Rentenversicherungsnummer", "national", "de_pension"],
    ["USt-IdNr.", "tax", "de_vat"],
    ["Versichertennummer", "health_number", "de_health"],
    ["Personalausweisnr.", "national", "de_card"],
  ],
  date: "d.m.y",
  heads: ["Name", "E-Mail", "Telefon", "Geburtsdatum", "IBAN", "Bestellnr.", "Betrag", "USt-IdNr."],
  says: [
    "hier ist {person}, bitte ruft mich unter {phone} zurück.",
    "Die Rechnung {order} vom {date} über {amount} € bitte an {email} schicken.",
    "Überweist bitte auf {iban}, Verwendungszweck {order}.",
    "Ich bin am {birth} geboren, meine {id} steht auch auf dem Formular.",
    "Wir sind umgezogen: {address}. Mobil erreicht ihr mich unter {phone}.",
    "Alles Weitere steht auf {url}, Stand {date}, Seite 14 bis 22.",
  ],
};
const fr: Country = {
  lang: "fr",
  names: ["Maëlys Kerbrat", "Jean-Baptiste Roussel", "Aminata Diarra", "Odile Vasseur"],
  streets: ["18 bis rue des Tilleuls, 44000 Nantes", "3 impasse du Moulin, 69007 Lyon"],
  hosts: ["boulangerie-kerbrat.fr", "orange.fr", "laposte.net", "free.fr"],
  phones: [
    "06 __ __ __ __",
    "07.__.__.__.__",
    "02 40 __ __ __",
    "+33 6 __ __ __ __",
    "+33(0)4 __ __ __ __",
    "0033 6________",
  ],
  iban: "iban_fr",
  ids: [
    ["n° de sécurité sociale", "national", "fr_national"],
    ["NIR", "national", "fr_national"],
    ["TVA intracom.", "tax", "fr_vat"],
  ],
  date: "d/m/y",
  heads: ["Nom", "Courriel", "Téléphone", "Date de naissance", "IBAN", "N° commande", "Montant", "TVA"],
  says: [
    "Bonjour, c'est {person}, pouvez-vous me rappeler au {phone} ?",
    "La facture {order} du {date}, soit {amount} €, est à envoyer à {email}.",
    "Merci de virer sur le compte {iban} sous la référence {order}.",
    "Née le {birth}, {id}, comme sur le dossier.",
    "Notre nouvelle adresse : {address}. Portable : {phone}.",
    "Voir {url} (mise à jour du {date}, 12 pages).",
  ],
};
const es: Country = {
  lang: "es",
  names: ["Lucía Ferrándiz", "Iker Goikoetxea", "María del Carmen Otero", "Joan Puigdomènech"],
  streets: ["Calle de la Cerámica 22, 3º B, 41010 Sevilla", "Avenida del Puerto 118, 46023 Valencia"],
  hosts: ["otero-abogados.es", "hotmail.es", "telefonica.net", "correo.uni.es"],
  phones: ["6__ __ __ __", "+34 6__ ___ ___", "95_ ___ ___", "91 ^__ __ __", "0034 6________", "7__-___-___"],
  iban: "iban_es",
  ids: [
    ["DNI", "national", "es_dni"],
    ["NIE", "national", "es_nie"],
    ["NIF", "national", "es_dni"],
  ],
  date: "d/m/y",
  heads: ["nombre", "correo", "teléfono", "fecha_nacimiento", "iban", "pedido", "importe", "dni"],
  says: [
    "Soy {person}, llámeme al {phone} por la tarde.",
    "Mande la factura {order} del {date} por {amount} € a {email}, por favor.",
    "El ingreso se hace en {iban}, concepto {order}.",
    "Nací el {birth} y mi {id} está en la solicitud.",
    "Ahora vivimos en {address}; el fijo es {phone}.",
    "Está todo en {url}, versión 2.4.0, del {date}.",
  ],
};
const it: Country = {
  lang: "it",
  names: ["Ginevra Tommasi", "Nicolò Dell'Aquila", "Ornella Brambilla", "Samuele Fadda"],
  streets: ["Via dei Cappuccini 41, 37129 Verona", "Corso Umberto I 6, 09125 Cagliari"],
  hosts: ["studiobrambilla.it", "libero.it", "pec.it", "tiscali.it"],
  phones: ["3^_ _______", "+39 3^_ ___ ____", "045 ^______", "02/^_______", "0039 3^________", "3^_-_______"],
  iban: "iban_it",
  ids: [
    ["codice fiscale", "national", "it_fiscal"],
    ["C.F.", "national", "it_fiscal"],
    ["P.IVA", "tax", "it_vat"],
  ],
  date: "d/m/y",
  heads: ["Nominativo", "E-mail", "Telefono", "Data di nascita", "IBAN", "Ordine", "Importo", "Codice fiscale"],
  says: [
    "Sono {person}, mi richiami al {phone}.",
    "La fattura {order} del {date}, di {amount} €, va spedita a {email}.",
    "Il bonifico va fatto su {iban}, causale {order}.",
    "Nato il {birth}, {id}, come da modulo.",
    "Il nuovo indirizzo è {address}; cellulare {phone}.",
    "Si veda {url}, aggiornato al {date}, pagine 8 e 9.",
  ],
};
const nl: Country = {
  lang: "nl",
  names: ["Femke Hoogland", "Ruben van der Wiel", "Yasmina el Khattabi", "Joost Terpstra"],
  streets: ["Korenmolen 15, 3738 WL Maartensdijk", "Prinsengracht 402-III, 1016 JB Amsterdam"],
  hosts: ["terpstra-hoveniers.nl", "ziggo.nl", "kpnmail.nl", "gemeente-vlietdam.nl"],
  phones: ["06-________", "06 ____ ____", "+31 6 ________", "020-^______", "+31 (0)30 ^__ ____", "0346 - ^_____"],
  iban: "iban_nl",
  ids: [
    ["BSN", "national", "nl_bsn"],
    ["burgerservicenummer", "national", "nl_bsn"],
    ["btw-nummer", "tax", "nl_vat"],
  ],
  date: "d-m-y",
  heads: ["naam", "e-mailadres", "telefoonnummer", "geboortedatum", "rekeningnummer", "bestelnummer", "bedrag", "bsn"],
  says: [
    "met {person}, kunt u mij terugbellen op {phone}?",
    "Stuur factuur {order} van {date} à € {amount} naar {email} aub.",
    "Graag overmaken op {iban} o.v.v. {order}.",
    "Ik ben geboren op {birth}, mijn {id} staat op het formulier.",
    "We wonen nu op {address}; mobiel {phone}.",
    "Zie {url}, versie 1.12.3 van {date}, bladzijde 4.",
  ],
};
const pl: Country = {
  lang: "pl",
  names: ["Zuzanna Świątek-Mroczek", "Bartłomiej Cieślak", "Halina Grzegorzewska", "Oskar Wójtowicz"],
  streets: ["ul. Wrzosowa 8/12, 61-055 Poznań", "al. Solidarności 74, 20-601 Lublin"],
  hosts: ["cieslak-instalacje.pl", "wp.pl", "onet.pl", "poczta.fm"],
  phones: ["6__ ___ ___", "+48 5__ ___ ___", "22 ^__ __ __", "(61) ^__-__-__", "0048 7________", "5__-___-___"],
  iban: "iban_pl",
  ids: [
    ["PESEL", "national", "pl_pesel"],
    ["nr dowodu", "national", "pl_card"],
    ["NIP", "tax", "pl_nip"],
  ],
  date: "d.m.y",
  heads: ["Imię i nazwisko", "E-mail", "Telefon", "Data urodzenia", "IBAN", "Nr zamówienia", "Kwota", "PESEL"],
  says: [
    "z tej strony {person}, proszę oddzwonić pod {phone}.",
    "Fakturę {order} z {date} na {amount} zł proszę wysłać na {email}.",
    "Przelew na konto {iban}, tytułem {order}.",
    "Urodziłam się {birth}, {id}, jak w formularzu.",
    "Nowy adres: {address}. Komórka: {phone}.",
    "Szczegóły na {url}, wersja 2.0.7 z {date}.",
  ],
};
const br: Country = {
  lang: "pt",
  names: ["Thaís Nogueira", "Wellington Azevedo", "Rosângela Pimentel", "Caio Montenegro"],
  streets: ["Rua das Acácias, 315, 80240-110 Curitiba", "Av. Sete de Setembro, 1280, 40060-001 Salvador"],
  hosts: ["pimentelmoveis.com.br", "uol.com.br", "bol.com.br", "terra.com.br"],
  phones: [
    "(41) 9____-____",
    "+55 71 9____-____",
    "(11) ^___-____",
    "+55 (21) 9____-____",
    "41 9____ ____",
    "0800 ^__ ____",
  ],
  iban: "",
  ids: [
    ["CPF", "national", "br_cpf"],
    ["CPF nº", "national", "br_cpf"],
    ["CNPJ", "tax", "br_cnpj"],
  ],
  date: "d/m/y",
  heads: ["nome", "email", "telefone", "data_nascimento", "iban", "pedido", "valor", "cpf"],
  says: [
    "aqui é {person}, me liga no {phone} depois das 18h30.",
    "A nota {order} de {date}, no valor de R$ {amount}, pode mandar para {email}.",
    "Nasci em {birth}, meu {id} está no cadastro.",
    "Mudamos para {address}; o WhatsApp é {phone}.",
    "O cartão é {card}, validade 11/28.",
    "Veja {url}, atualizado em {date}, protocolo {order}.",
  ],
};
const pt: Country = {
  ...br,
  names: ["Duarte Vasconcelos", "Leonor Figueiredo", "Tomás Quintela", "Inês Sardinha"],
  streets: ["Rua da Alfândega 54, 4050-029 Porto", "Travessa do Rosário 3, 1250-193 Lisboa"],
  hosts: ["quintelavinhos.pt", "sapo.pt", "netcabo.pt", "mail.pt"],
  phones: ["91_ ___ ___", "+351 93_ ___ ___", "22 ^__ __ __", "+351 21 ^__ ____", "00351 96_______", "96_-___-___"],
  iban: "iban_pt",
  ids: [
    ["NIF", "tax", "pt_nif"],
    ["contribuinte", "tax", "pt_nif"],
  ],
  heads: ["nome", "e-mail", "telemóvel", "data de nascimento", "IBAN", "encomenda", "montante", "NIF"],
  says: [
    "fala {person}, ligue-me para o {phone}.",
    "A fatura {order} de {date}, de {amount} €, é para {email}.",
    "A transferência é para {iban}, referência {order}.",
    "Nasci a {birth}, {id}, tal como no formulário.",
    "A nova morada é {address}; telemóvel {phone}.",
    "Está em {url}, revisto em {date}.",
  ],
};

export const countries: readonly Country[] = [us, gb, de, fr, es, it, nl, pl, br, pt];
