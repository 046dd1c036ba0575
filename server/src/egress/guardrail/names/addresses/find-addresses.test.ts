import { expect, test } from "vitest";
import { addresses } from "./find-addresses.ts";

const find = (text: string) =>
  addresses.detect(text, { now: new Date(0) }).map(({ start, end }) => text.slice(start, end));

test.each([
  ["He lives at 221 Baker Street, London NW1 6XE, since May.", "221 Baker Street, London NW1 6XE"],
  ["Ship to 1600 Pennsylvania Ave NW, Washington, DC 20500 please", "1600 Pennsylvania Ave NW, Washington, DC 20500"],
  ["3189 Cherry Ln, Arlington, AK 59607", "3189 Cherry Ln, Arlington, AK 59607"],
  ["12 high street", "12 high street"],
  ["742 Evergreen Terrace, Apt 4", "742 Evergreen Terrace, Apt 4"],
  ["Herr Müller, Hauptstraße 12a, 10115 Berlin, wohnt dort.", "Hauptstraße 12a, 10115 Berlin"],
  ["Karl-Marx-Straße 5", "Karl-Marx-Straße 5"],
  ["wohnt in der Berliner Allee 12-14 in Hamburg", "Berliner Allee 12-14"],
  ["Goethestr. 7, 60313 Frankfurt am Main", "Goethestr. 7, 60313 Frankfurt am Main"],
  ["12 bis, rue de la Paix, 75002 Paris", "12 bis, rue de la Paix, 75002 Paris"],
  ["j'habite au 45 avenue Victor Hugo depuis mai", "45 avenue Victor Hugo"],
  ["Vivo en Calle de Alcalá, 45, 28014 Madrid", "Calle de Alcalá, 45, 28014 Madrid"],
  ["abita in Via Giuseppe Garibaldi 12, 00153 Roma", "Via Giuseppe Garibaldi 12, 00153 Roma"],
  ["Prinsengracht 263, 1016 GV Amsterdam", "Prinsengracht 263, 1016 GV Amsterdam"],
  ["zam. ul. Marszałkowska 10 m. 5, 00-590 Warszawa", "ul. Marszałkowska 10 m. 5, 00-590 Warszawa"],
  ["Lieferung nach 80331 München", "80331 München"],
  ["Springfield, IL 62704", "Springfield, IL 62704"],
  // Flats, floors, buildings and estates before the street.
  ["at Unit 7, Brook Park, Mill Lane, Exeter EX1 2PX.", "Unit 7, Brook Park, Mill Lane, Exeter EX1 2PX"],
  ["Flat 204, Palm Residency, MG Road, Pune 411001", "Flat 204, Palm Residency, MG Road, Pune 411001"],
  ["Bât. C, 3e étage, 45 avenue Foch, 93300 Pantin", "Bât. C, 3e étage, 45 avenue Foch, 93300 Pantin"],
  ["chez ZA des Ormes, 8 rue Volta, 42600 Feurs.", "ZA des Ormes, 8 rue Volta, 42600 Feurs"],
  ["vivo en Pol. Ind. El Prado, nave 3, 23700 Linares (Jaén)", "Pol. Ind. El Prado, nave 3, 23700 Linares (Jaén)"],
  // And behind it.
  ["Gartenweg 8, Hinterhaus, 20099 Hamburg", "Gartenweg 8, Hinterhaus, 20099 Hamburg"],
  ["Calle Mayor 22, 3º B, 41010 Sevilla", "Calle Mayor 22, 3º B, 41010 Sevilla"],
  ["Via dell'Orto 27/B, 37011 Bardolino (VR)", "Via dell'Orto 27/B, 37011 Bardolino (VR)"],
  ["15 bd Gambetta BP 40112, 46000 Cahors", "15 bd Gambetta BP 40112, 46000 Cahors"],
  ["Bosweg 212 bus 4, 2950 Kapellen", "Bosweg 212 bus 4, 2950 Kapellen"],
  ["212 Park Street, Suite 400, Columbus, OH 43215", "212 Park Street, Suite 400, Columbus, OH 43215"],
  [
    "Av. Central, 1500, apto 702, Belo Horizonte - MG, 30130-005",
    "Av. Central, 1500, apto 702, Belo Horizonte - MG, 30130-005",
  ],
  ["Apartment 5, 30 Quay Street, Galway H91 V2PK", "Apartment 5, 30 Quay Street, Galway H91 V2PK"],
  // Streets that no word tells, before a code that does.
  ["lives at 9 Chapel Brow, Leyland PR25 3NH and", "9 Chapel Brow, Leyland PR25 3NH"],
  ["Depot: Kestrel Way, Perth PH1 3UR.", "Kestrel Way, Perth PH1 3UR"],
  ["Filiale Unter den Linden 77, 10117 Berlin-Mitte", "Unter den Linden 77, 10117 Berlin-Mitte"],
  ["Umzug von Hinterm Deich 21, D-26506 Norden", "Hinterm Deich 21, D-26506 Norden"],
  ["Camino Viejo s/n, 18151 Ogíjares", "Camino Viejo s/n, 18151 Ogíjares"],
  ["C.so Vittorio Emanuele 108, 10121 Torino", "C.so Vittorio Emanuele 108, 10121 Torino"],
  ["Avenue Louise 143 boîte 5, 1050 Bruxelles", "Avenue Louise 143 boîte 5, 1050 Bruxelles"],
  ["1427 NE Alberta St #12, Portland, OR 97211", "1427 NE Alberta St #12, Portland, OR 97211"],
  ["Veld 18, 7391 BD Twello", "Veld 18, 7391 BD Twello"],
  ["Level 11, 60 Park Street, Sydney NSW 2000", "Level 11, 60 Park Street, Sydney NSW 2000"],
  ["Rynek 7, 63-700 Krotoszyn", "Rynek 7, 63-700 Krotoszyn"],
  ["Am Marktl 2/3/11, 1030 Wien", "Am Marktl 2/3/11, 1030 Wien"],
  ["Korenmolen 15, 3738 WL Maartensdijk", "Korenmolen 15, 3738 WL Maartensdijk"],
  ["Largo do Pelourinho, 6, 7000-844 Évora", "Largo do Pelourinho, 6, 7000-844 Évora"],
  ["to PO Box 118, Witney OX28 9AB", "PO Box 118, Witney OX28 9AB"],
  // In quotation marks, bars and over the end of a line.
  ['"address": "6345 Maple Drive, Oakland, PA 36045"', "6345 Maple Drive, Oakland, PA 36045"],
  ["Talstr. 9\n8010 Graz", "Talstr. 9\n8010 Graz"],
  ["1406 Juniper Dr Apt 3C\nBoulder CO 80304\n4 LBS", "1406 Juniper Dr Apt 3C\nBoulder CO 80304"],
])("finds the address in %j", (text, expected) => {
  expect(find(text)).toEqual([expected]);
});

test.each([
  "In 2019 we drove a long way.",
  "She scored 5 points on the road.",
  "Das ist ein langer Weg.",
  "The court of 12 judges will rule.",
  "3 of the 5 lakes are closed",
  "via e-mail on 12 May",
  "Chapter 12 Drive carefully",
  "12345 people came",
  "order 12 pizza, place it here",
  "ab 2024 gilt das",
  "BP 142/88, HR 71",
  "Windows 11, 2024 Update",
  "Employee ID: EMP-20324 National",
  "Version 12, build 4081 Release",
  "Er kam 5., Meier 7., Schulz 9.",
  "Call 4711 Support or 0800 Hotline",
])("finds none in %j", (text) => {
  expect(find(text)).toEqual([]);
});

test.each([
  "12 St ",
  "1 a ",
  "via A ",
  "straße 1 ",
  "12345 A ",
  "1-",
  "ul. ",
  "Street ",
  "12 rue de ",
  "A, IL ",
  "Flat 1, ",
  "A 1, ",
  "1 A, ",
  "X 1\n8010 Graz ",
])("what is repeated without end (%j) takes time in proportion to its length", (part) => {
  const timeOf = (length: number) => {
    const text = part.repeat(length / part.length);
    const began = process.cpuUsage();
    addresses.detect(text, { now: new Date(0) });
    const { user, system } = process.cpuUsage(began);
    return user + system;
  };
  timeOf(8000);
  const few = Math.max(timeOf(8000), timeOf(8000), 2000);
  expect(timeOf(64_000) / few).toBeLessThan(32);
});
