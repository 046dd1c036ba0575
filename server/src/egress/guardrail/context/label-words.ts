import type { ClassId } from "../classes.ts";

/** What a word before a number can say it is: a class, or `other` for numbers that are nobody's. */
export type Concept = ClassId | "other";

/**
 * Words of English, German, French, Spanish, Italian, Dutch, Polish and Portuguese, folded: lower case, without marks.
 * `*` stands for any ending. Longer ones win over those they contain.
 */
export const labelWords: Partial<Record<Concept, readonly string[]>> = {
  phone: [
    ..."phone* telephone* tel tel. mobile* cell cellphone* cellular fax* call called calling dial ring reach reached callback hotline whatsapp signal sms text texted voicemail message messages pager landline office switchboard".split(" "),
    ..."telefon* handy* mobil* rufnummer* anruf* anrufen durchwahl* ruckruf* festnetz* erreichbar erreichen erreicht mobilfunk*".split(" "),
    ..."telephone* portable appeler appelez appelle joindre joignable telecopie gsm".split(" "),
    ..."telefono* movil celular llamar llame llamada llamenos cellulare cell chiamare chiama chiamami chiamata recapito".split(" "),
    ..."telefoon* mobiel* bellen bel gebeld bereikbaar komorka kom komorkowy* zadzwon* dzwon* dzwonic telemovel* ligar ligue fone contato".split(" "),
    "contact number", "contact at", "contact no", "answering at", "registered", "text me", "kontakt", "contact",
  ],
  email: "email* mail".split(" "),
  card: [
    ..."card* cc visa mastercard amex creditcard* debit* kreditkarte* kartennummer* karte carte tarjeta carta karta karty karte cartao creditcardnummer".split(" "),
    "credit card*", "debit card*", "american express", "carte bancaire", "carte bleue",
  ],
  iban: ["iban*", "bank account", "bankverbindung*", "kontonummer iban", "nr konta", "nr rachunku", "numer konta", "numer rachunku", "rachun*", "konta"],
  account: [
    "account", "account no*", "account num*", "acct", "acct no", "a c no", "checking", "savings account", "routing*", "kontonummer*", "konto*", "compte", "numero de compte", "cuenta", "numero de cuenta", "conto corrente", "rekening*", "conta", "sort code", "blz", "bic", "swift*",
  ],
  birth: [
    ..."dob born birthdate* birthday* birth geburtsdatum* geboren geb geburtstag* naissance ne nee nacimiento nacido nacida nascita nato nata geboortedatum* geboren urodzenia urodzon* urodzil* ur nascimento nascido nascida f fodt fodd syntynyt".split(" ").filter((w) => w.length > 1),
    "date of birth*", "d o b", "birth date*", "year of birth", "geb am", "ne le", "nee le", "date de naissance", "fecha de nacimiento", "f nac*", "data di nascita", "data urodzenia", "data de nascimento", "fodselsdato*", "fodelsedatum*", "syntymaaika*",
  ],
  ssn: ["ssn*", "social security*", "soc sec", "social"],
  national: [
    "national id*", "national identity*", "national identification*", "nat id*", "nid", "identity card*", "identity number*", "id card*", "id number*", "id no", "citizen id*", "personal id*", "personal identification*", "personal code", "personal number", "government id*", "gov id*",
    "ausweis*", "personalausweis*", "personalnummer*", "identitatsnachweis", "carte d identite*", "numero d identite", "documento de identidad", "cedula*", "carta d identita", "documento d identita", "identiteits*", "dowod*", "seria i numer", "numer dowodu", "identidade", "aadhaar*",
  ],
  tax: [
    "tax id*", "tax number*", "tax no", "tax identification*", "taxpayer*", "tax file*", "tax ref*", "tin", "vat*", "vat reg*", "vat id*", "fiscal*", "numero fiscal", "codigo fiscal", "partita iva", "steuer*", "umsatzsteuer*", "tva", "nif", "numer identyfikacji podatkowej", "podatnik*", "btw*", "fiscaal*", "ust*",
  ],
  health_number: [
    "mrn*", "medical record*", "patient id*", "patient no*", "patient number*", "health insurance*", "health id*", "health card*", "health number*", "health plan*", "insurance id*", "insurance number*", "insurance no*", "insurance", "member id*", "policy number*", "medicare*", "medicaid*", "hospital number", "chart number", "subscriber id*", "beneficiary*", "krankenversicher*", "versicherten*", "versicherungsnummer*", "patientennummer*", "fallnummer", "securite sociale", "carte vitale", "tarjeta sanitaria", "tessera sanitaria", "zorgverzekering*", "polisnummer*", "ubezpieczen*", "npi", "dea*",
  ],
  passport: ["passport*", "reisepass*", "passnummer*", "pass nr", "passeport*", "pasaporte*", "passaporto*", "paspoort*", "paszport*", "passaporte*", "pasport*"],
  licence: [
    "driver s licen*", "drivers licen*", "driver licen*", "driving licen*", "driver s license*", "license", "licence", "license no", "license number", "dl", "dln", "dl no", "fuhrerschein*", "permis de conduire", "permis", "carnet de conducir", "licencia de conducir", "permiso de conducir", "patente", "rijbewijs*", "prawo jazdy", "prawa jazdy", "cnh", "carta de conducao", "carteira de motorista",
  ],
  plate: [
    "license plate*", "licence plate*", "number plate*", "plate*", "vehicle registration*", "registration number", "reg no", "reg plate", "tag number", "kennzeichen*", "nummernschild*", "immatriculation*", "plaque*", "matricula*", "targa*", "kenteken*", "nummerplaat*", "rejestracyjn*", "tablic*", "placa*", "vin", "vehicle identification*", "fahrgestell*", "chassis*",
  ],
  ip: ["ip", "ip address*", "ipv4", "ipv6"],
  crypto: ["wallet*", "bitcoin*", "btc", "eth", "ethereum*", "crypto*", "usdt", "litecoin*", "monero*"],
  other: [
    ..."order* invoice* ticket* tracking* reference* ref booking* reservation* flight* sku isbn issn ean upc version v build commit model part serial case docket room page pages chapter section line lines step port pid bytes rows items units qty quantity price total amount sum usd eur gbp pln kwota rechnung* bestell* auftrag* kunden* artikel* facture* commande* fattura* ordine* pedido* factura* factuur* bestelling* zamowieni* faktur* doi arxiv patent error code status timestamp epoch id_ batch lot shipment parcel zip postcode postal plz article paragraph art".split(" "),
    "customer id*", "customer no*", "customer number*", "employee id*", "transaction*", "confirmation*", "request id*", "trace id*", "user id", "order no", "po number", "purchase order*", "case no*", "reference no*",
  ],
};
