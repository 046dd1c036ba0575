const words = (list: string): string[] => list.trim().split(/\s+/);

/** Abbreviations that take their point with them, as names follow or end with them. */
export const abbreviations: ReadonlySet<string> = new Set(
  words(`
    mr mrs ms dr prof st sr jr sen rep gov gen col lt sgt capt rev hon messrs mx
    hr fr dipl ing mag frl str nr
    m mme mlle mgr me
    sra srta dn dña d lic arq
    sig dott avv arch geom rag on
    dhr mevr mw drs ir
    p inż hab ks ul al pl os
    inc ltd co corp bros
  `),
);

/** Forms of address and ranks that a person's name follows. */
export const titles: readonly string[] = words(`
  mr mrs ms miss mx sir madam dame lord lady dr prof professor doctor president senator congressman congresswoman governor mayor
  minister chancellor king queen prince princess duke captain colonel general major lieutenant sergeant officer judge justice
  rev reverend father pastor rabbi imam pope saint uncle aunt auntie grandma grandpa coach detective inspector ambassador secretary
  herr herrn frau fräulein doktor professorin präsident präsidentin kanzler kanzlerin minister ministerin bürgermeister könig königin
  fürst graf freiherr pfarrer papst
  monsieur madame mademoiselle mme mlle maître docteur président présidente roi reine ministre maire
  señor señora señorita don doña sr sra srta doctor doctora presidente presidenta rey reina ministro ministra alcalde
  signor signora signorina sig dott dottore dottoressa avv avvocato ingegnere presidente sindaco papa don
  meneer mevrouw heer dhr mevr mw drs minister burgemeester koning koningin
  pan pani panna pana panu panią panem państwo dr prof mgr inż ks ksiądz prezydent minister premier król królowa burmistrz
`);

/** Words that an organization's name ends or begins with. */
export const organizationWords: readonly string[] = words(`
  inc llc ltd plc corp corporation company co group holdings holding partners associates bros university college school institute
  academy bank club fc association federation union council committee commission ministry department agency authority foundation
  trust society church hospital clinic team party league press times post journal gazette news radio airlines airways records
  studios pictures entertainment systems technologies technology software labs laboratories industries motors energy capital
  insurance museum library orchestra police army navy court parliament senate congress
  gmbh ag kg ohg ug ev e.v verein universität hochschule schule gymnasium bank sparkasse verlag partei verband gewerkschaft
  ministerium amt gericht polizei bundeswehr stiftung gesellschaft institut klinik krankenhaus werke zeitung rundfunk
  sa sarl sas société entreprise université école lycée banque association fédération ministère mairie hôpital fondation parti
  s.a s.l sociedad empresa universidad colegio escuela banco asociación federación ministerio ayuntamiento hospital fundación partido
  spa srl s.p.a società azienda università scuola liceo banca associazione federazione ministero comune ospedale fondazione partito
  bv nv b.v n.v stichting vereniging universiteit hogeschool ziekenhuis gemeente ministerie partij
  sp zoo s.a spółka spółdzielnia firma uniwersytet uniwersytetu politechnika szkoła liceum bank stowarzyszenie fundacja
  ministerstwo urząd sąd szpital partia kancelaria przedsiębiorstwo zakład
`);

/** Words that a place's name ends or begins with. */
export const placeWords: readonly string[] = words(`
  street road avenue lane drive boulevard square park river lake mount mountain island islands county city town village valley
  bay beach bridge airport station north south east west northern southern eastern western district province state region republic
  coast ocean sea hill hills heights springs creek canyon desert
  straße strasse weg platz allee gasse ufer damm ring brücke bahnhof flughafen berg see insel kreis bezirk land stadt dorf
  rue avenue place chemin quai pont gare aéroport mont lac île département ville
  calle avenida plaza paseo carretera puente río lago isla provincia ciudad
  via viale piazza corso largo ponte fiume lago isola provincia città
  straat weg laan plein gracht kade brug meer eiland provincie stad
  ulica ul aleja plac osiedle rzeka jezioro wyspa województwo powiat gmina miasto
`);

/** Months and days: capitalised in English and German, and never a place. */
export const calendarWords: readonly string[] = words(`
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun christmas easter halloween thanksgiving
  januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag weihnachten ostern
  janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche noël
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo
  gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica natale
  januari februari maart mei juni juli augustus september oktober december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
  stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia poniedziałek wtorek środa czwartek piątek sobota niedziela
`);
