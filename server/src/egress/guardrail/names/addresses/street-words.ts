const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** German: how a street's name begins, in a sentence, too, where it has a capital. */
export const streetBeginnings = words(
  "Am An Auf Im In Unter Hinter Hinterm Zum Zur Vor Vorm Beim Bei Ob Oberm Neben Über Hinterer Vorderer",
);
/** English: what stands behind a street's name. */
export const streetTypes = words(`
  street st st. avenue ave ave. road rd rd. lane ln ln. drive dr dr. boulevard blvd blvd. court ct ct. place pl pl. square sq terrace ter way
  crescent cres close circle cir parkway pkwy highway hwy trail trl gardens grove mews row plaza alley loop pike turnpike route rte expressway
  crossing extension ext manor meadow meadows orchard ridge shore shores heights hollow junction knoll landing mill mills motorway pass path
  plains point port ranch rapids run spring springs spur summit trace track union viaduct village ville vista walk walks well wells wood woods
  burg brook bridge branch bend beach bayou bluff bypass camp canyon cape causeway center centre cliff club common corner course cove creek
  crest dale dam divide estate estates fall falls ferry field fields flat flats ford forest forge fork forks fort freeway garden gateway glen
  green harbor harbour haven hill hills inlet island islands isle key keys lake lakes land light lock locks lodge mall mission mount mountain
  neck oval overpass park parks passage pine pines plain prairie radial ramp rest river shoal shoals skyway square station stravenue stream
  throughway trafficway underpass valley view views
`);
/** English: sure without anything behind. */
export const sureTypes = words(`
  street avenue ave ave. road rd rd. lane ln drive boulevard blvd blvd. court ct square terrace crescent parkway pkwy highway hwy close
  st st. dr dr. circle way place
`);

/** German and Dutch: how a street's name ends, longest first. */
export const streetEndings: readonly string[] =
  "steenweg promenade plantsoen chaussee strasse straße gracht singel straat steeg dreef gasse platz allee plein graben damm kade dijk ufer laan weg str".split(
    " ",
  );
/** German and Dutch: a street's word of its own behind its name. */
export const streetNouns = words(
  "straße strasse str str. weg gasse platz allee ring ufer damm chaussee promenade straat laan plein gracht kade dijk singel",
);
/** What may stand before them. */
export const streetAdjectives = words(
  "am an im in auf der dem den alte alter alten altes neue neuer neuen große großer großen kleine kleiner obere oberer untere unterer lange langer hohe hoher st. sankt burgemeester prins prinses koning koningin nieuwe oude grote kleine van 't het de",
);

/** French: what stands before a street's name, behind its number. */
export const frenchTypes = words(
  "rue avenue av av. boulevard bd bld place chemin allée impasse quai cours route square passage faubourg résidence sentier esplanade promenade ruelle voie montée chaussée",
);
/** Spanish, Italian, Polish: what stands before a street's name, before its number. */
export const leadingTypes = words(`
  calle c c/ avenida avda avda. av av. plaza pza pza. paseo polígono carretera ctra ctra. camino travesía ronda glorieta rambla callejón pasaje alameda cuesta
  via viale piazza piazzale corso largo vicolo strada contrada lungomare lungotevere borgo salita zza localita località
  rua travessa largo praça praca alameda estrada rodovia ladeira beco calçada
  ul ul. ulica ulicy ulicę al al. aleja alei aleje pl pl. plac placu os os. osiedle osiedlu
`);
export const particles = words(
  "de del do dos das la las los el y di dei degli delle della dell da du des le les d l san santa santo sant saint sainte von van den der ks gen św i e",
);

export const australianStates = words("NSW VIC QLD SA WA TAS ACT NT");
export const states = words(
  "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc",
);
export const flatWords = words(
  "apt apt. apartment suite ste ste. unit flat floor fl fl. room rm rm. bldg bldg. block house m m. lok lok. piso bus interno int int. scala sc. etg. etage og eg whg. whg wohnung top stiege hinterhaus hh vorderhaus bât bât. bat bâtiment étage etage appt appt. app. escalier rdc esc esc. escalera planta pta pta. puerta izq izq. dcha dcha. bajo nave local sala apto apto. apartamento bloco andar conj esq esq. dto dto. fração lote verdieping appartement hs huis klatka piętro postfach km º ª pal pal. parcela cj cj. conjunto boîte boite bte bte. level sector plot door dg links rechts mitte ground",
);
/** A part of an address that begins with one of these is an estate or a hamlet. */
export const estateWords = words(
  "za zi zac zone résidence residence lotissement hameau lieu quartier cité urb urb. urbanización urbanizacion pol pol. polígono poligono barrio partida località localita frazione fraz fraz. quinta sítio bairro condomínio",
);
/** A part of an address that ends with one of these is a building or an estate. */
export const buildingWords = words(
  "house court park tower towers building buildings mansions lodge farm cottage mill mills residency residences apartments enclave heights chambers stables floor yard centre center estate forge barn vicarage rectory society nagar complex",
);
