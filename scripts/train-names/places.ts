const names = (list: string): string[] =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);

/** States, regions, continents and short forms that lists of countries and cities lack. */
export const regions = names(`
  Europe, Asia, Africa, North America, South America, Latin America, Central America, Antarctica, Oceania, Middle East, Far East,
  UK, U.K., USA, U.S., U.S.A., US, EU, UAE, England, Scotland, Wales, Northern Ireland, Britain, Great Britain, Russia, Iran, Syria,
  South Korea, North Korea, Vietnam, Taiwan, Palestine, Kosovo, Gaza, West Bank, Kashmir, Tibet, Hong Kong, Crimea, Siberia,
  Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho, Illinois, Indiana,
  Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska,
  Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania,
  Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming,
  Washington D.C., D.C., Ontario, Quebec, British Columbia, Alberta, Manitoba, Nova Scotia, New South Wales, Queensland, Victoria, Tasmania,
  Kent, Essex, Sussex, Surrey, Yorkshire, Lancashire, Cornwall, Devon, Norfolk, Suffolk, Midlands, Highlands,
  Punjab, Gujarat, Maharashtra, Kerala, Tamil Nadu, Karnataka, Rajasthan, Bihar, Bengal, Sindh,
  Bayern, Bavaria, Sachsen, Saxony, Hessen, Thüringen, Brandenburg, Niedersachsen, Nordrhein-Westfalen, Rheinland-Pfalz, Saarland,
  Baden-Württemberg, Mecklenburg-Vorpommern, Schleswig-Holstein, Sachsen-Anhalt, Steiermark, Tirol, Kärnten, Burgenland, Vorarlberg,
  Schwaben, Franken, Westfalen, Rheinland, Preußen, Schlesien, Böhmen, Mähren, Ostpreußen, Pommern, Elsass, Lothringen, Südtirol, Ruhrgebiet,
  Europa, Afrika, Asien, Amerika, Nordamerika, Südamerika, Lateinamerika, Naher Osten, Nahost, DDR, BRD, Großbritannien, USA,
  Donau, Rhein, Elbe, Oder, Main, Mosel, Neckar, Alpen, Ostsee, Nordsee, Bodensee, Harz, Schwarzwald, Eifel, Kaukasus, Balkan,
  Bretagne, Normandie, Provence, Alsace, Lorraine, Bourgogne, Aquitaine, Île-de-France, Occitanie, Corse, Savoie, Auvergne, Europe, Afrique, Asie,
  Amérique, Amérique du Nord, Amérique du Sud, Moyen-Orient, Grande-Bretagne, Angleterre, Écosse, États-Unis, Seine, Loire, Rhône, Alpes, Pyrénées,
  Andalucía, Cataluña, Galicia, Castilla, Aragón, Asturias, Cantabria, Extremadura, Murcia, Navarra, País Vasco, Canarias, Baleares, Europa, África,
  América, América Latina, Sudamérica, Norteamérica, Oriente Medio, Gran Bretaña, Inglaterra, Escocia, Estados Unidos, EE.UU., Jalisco, Antioquia,
  Lombardia, Lazio, Toscana, Piemonte, Veneto, Liguria, Sicilia, Sardegna, Puglia, Calabria, Campania, Umbria, Marche, Abruzzo, Molise, Basilicata,
  Emilia-Romagna, Trentino, Friuli, Inghilterra, Scozia, Gran Bretagna, Stati Uniti, Alpi, Appennini, Tevere, Po,
  Brabant, Noord-Brabant, Limburg, Friesland, Groningen, Drenthe, Overijssel, Gelderland, Utrecht, Zeeland, Noord-Holland, Zuid-Holland, Vlaanderen,
  Wallonië, Engeland, Schotland, Groot-Brittannië, Verenigde Staten, Verenigd Koninkrijk, Maas, Rijn, Waal,
  Mazowsze, Małopolska, Wielkopolska, Śląsk, Pomorze, Kujawy, Podlasie, Lubelszczyzna, Mazury, Warmia, Kaszuby, Dolny Śląsk, Polski, Polsce, Niemiec,
  Niemczech, Francji, Anglii, Anglia, Szkocja, Wielka Brytania, Wielkiej Brytanii, Stany Zjednoczone, Stanach Zjednoczonych, Rosji, Ukrainie, Ukrainy,
  Europie, Europy, Afryka, Afryce, Azja, Ameryka, Ameryki, Wisła, Wisły, Odra, Tatry, Tatrach, Bałtyk, Karpaty, Sudety, Włoszech, Hiszpanii, Czechach
`);

/** Names that large cities have in other languages, and Polish ones with their endings. */
export const exonyms = names(`
  München, Wien, Warschau, Mailand, Rom, Florenz, Venedig, Neapel, Turin, Genua, Lissabon, Prag, Moskau, Brüssel, Antwerpen, Kopenhagen, Athen,
  Bukarest, Belgrad, Zürich, Genf, Straßburg, Breslau, Danzig, Krakau, Posen, Stettin, Kiew, Peking, Tokio, Kairo, Mailand, Mexiko-Stadt, Singapur,
  Lüttich, Den Haag, Nizza, Mülhausen, Königsberg, Pressburg, Jerusalem, Bagdad, Teheran, Damaskus, Neu-Delhi, Nürnberg, Hannover, Köln,
  Londres, Vienne, Varsovie, Rome, Florence, Venise, Naples, Gênes, Lisbonne, Prague, Moscou, Bruxelles, Anvers, Gand, Copenhague, Athènes, Bucarest,
  Genève, Zurich, Cologne, Munich, Francfort, Hambourg, Aix-la-Chapelle, Ratisbonne, Barcelone, Séville, Cordoue, Pékin, Le Caire, Alger, Tunis,
  Viena, Varsovia, Roma, Florencia, Venecia, Nápoles, Turín, Milán, Génova, Lisboa, Praga, Moscú, Bruselas, Amberes, Copenhague, Atenas, Ginebra,
  Zúrich, Colonia, Fráncfort, Hamburgo, Berlín, París, Marsella, Burdeos, Tolosa, Nueva York, Filadelfia, Pekín, El Cairo, La Haya, Ciudad de México,
  Londra, Parigi, Marsiglia, Lione, Nizza, Berlino, Monaco di Baviera, Amburgo, Francoforte, Vienna, Varsavia, Cracovia, Lisbona, Madrid, Barcellona,
  Siviglia, Mosca, Bruxelles, Anversa, Copenaghen, Atene, Ginevra, Zurigo, Pechino, Il Cairo, New York, Stoccarda, Lipsia, Dresda, Colonia,
  Londen, Parijs, Berlijn, Wenen, Warschau, Rome, Milaan, Venetië, Napels, Lissabon, Praag, Moskou, Brussel, Antwerpen, Gent, Brugge, Luik, Keulen,
  Frankfurt, Hamburg, Genève, Zürich, Athene, Kopenhagen, Peking, Caïro, Den Haag, 's-Gravenhage, Den Bosch, 's-Hertogenbosch, Straatsburg, Rijsel,
  Warszawa, Warszawy, Warszawie, Warszawą, Kraków, Krakowa, Krakowie, Krakowem, Łódź, Łodzi, Wrocław, Wrocławia, Wrocławiu, Poznań, Poznania, Poznaniu,
  Gdańsk, Gdańska, Gdańsku, Szczecin, Szczecina, Szczecinie, Bydgoszcz, Bydgoszczy, Lublin, Lublina, Lublinie, Białystok, Białegostoku, Białymstoku,
  Katowice, Katowic, Katowicach, Gdynia, Gdyni, Gdynię, Częstochowa, Częstochowy, Częstochowie, Radom, Radomia, Radomiu, Toruń, Torunia, Toruniu,
  Sosnowiec, Sosnowca, Sosnowcu, Kielce, Kielc, Kielcach, Rzeszów, Rzeszowa, Rzeszowie, Gliwice, Gliwic, Gliwicach, Zabrze, Zabrza, Zabrzu, Olsztyn,
  Olsztyna, Olsztynie, Bielsko-Biała, Bytom, Bytomia, Bytomiu, Zielona Góra, Rybnik, Rybnika, Rybniku, Tychy, Tych, Tychach, Opole, Opola, Opolu,
  Elbląg, Elbląga, Elblągu, Płock, Płocka, Płocku, Wałbrzych, Tarnów, Tarnowa, Tarnowie, Sopot, Sopotu, Sopocie, Zakopane, Zakopanego, Zakopanem,
  Londyn, Londynu, Londynie, Paryż, Paryża, Paryżu, Berlin, Berlina, Berlinie, Wiedeń, Wiednia, Wiedniu, Rzym, Rzymu, Rzymie, Mediolan, Mediolanie,
  Wenecja, Praga, Pragi, Pradze, Moskwa, Moskwy, Moskwie, Bruksela, Brukseli, Lizbona, Ateny, Kijów, Kijowa, Kijowie, Lwów, Lwowa, Lwowie, Wilno, Wilna,
  Wilnie, Drezno, Lipsk, Monachium, Hamburg, Nowy Jork, Nowego Jorku, Nowym Jorku, Pekin, Tokio, Kair, Waszyngton, Waszyngtonu, Waszyngtonie, Chicago
`);
