const words = (list: string): string[] => list.trim().split(/\s+/);

/** Kinds of words, the same in all languages. 1 to 45 are WordNet's sorts of meaning plus one. */
export const kinds = {
  person: 18 + 1,
  saying: 32 + 1,
  pronoun: 50,
  determiner: 51,
  preposition: 52,
  conjunction: 53,
  auxiliary: 54,
  possessive: 55,
  question: 56,
  greeting: 57,
} as const;

/** The words of each language that most often stand beside a name, or in its place. */
export const kindWords: readonly (readonly [number, readonly string[]])[] = [
  [
    kinds.greeting,
    words(`
      hi hello hey dear thanks thank regards cheers sincerely congrats congratulations rip yo bye
      hallo liebe lieber servus moin grüße gruß danke tschüss guten sehr
      bonjour salut cher chère bonsoir merci cordialement bien
      hola querido querida estimado estimada gracias saludos adiós
      ciao caro cara gentile grazie saluti buongiorno salve
      hoi beste geachte groet groeten groetjes bedankt dag lieve
      cześć witaj drogi droga szanowny szanowna dzień pozdrawiam pozdrowienia dzięki dziękuję hej
    `),
  ],
  [
    kinds.saying,
    words(`
      sagte sagt sagten schrieb schreibt meinte meint erklärte erklärt fragte fragt antwortete antwortet erzählte erzählt betonte
      betont berichtete berichtet kritisierte forderte fordert rief telefonierte behauptete behauptet bestätigte kündigte
      dit disait déclare déclaré écrit écrivait explique expliqué affirme affirmé demande demandé répond répondu raconte appelle
      dice dijo decía escribió escribe explica explicó afirma afirmó pregunta preguntó respondió cuenta contó declaró señaló llamó
      dice detto scrive scrisse spiega spiegato afferma chiede chiesto risponde racconta dichiara dichiarato chiamato
      zegt zei zeiden schrijft schreef meldt meldde vraagt vroeg antwoordt antwoordde vertelt vertelde verklaarde belde
      mówi powiedział powiedziała pisze napisał napisała twierdzi zapytał zapytała odpowiedział odpowiedziała dodał dodała
      stwierdził stwierdziła opowiada poinformował poinformowała zadzwonił zadzwoniła wyjaśnił wyjaśniła
    `),
  ],
  [
    kinds.person,
    words(`
      mom mum dad bro sis buddy boss cofounder coworker colleague roommate girlfriend boyfriend fiancé fiancée
      bruder schwester mutter vater sohn tochter onkel tante cousin cousine oma opa ehemann ehefrau freund freundin kollege kollegin
      chef chefin nachbar nachbarin arzt ärztin lehrer lehrerin schüler schülerin autor autorin schauspieler schauspielerin sänger
      sängerin trainer trainerin spieler spielerin stürmer torwart sprecher sprecherin direktor direktorin geschäftsführer
      geschäftsführerin mitarbeiter mitarbeiterin patient patientin anwalt anwältin richter richterin politiker politikerin
      schriftsteller schriftstellerin komponist maler regisseur regisseurin abgeordneter abgeordnete kandidat kandidatin
      frère sœur mère père fils fille oncle cousin mari épouse femme ami amie collègue patron patronne voisin voisine médecin
      professeur élève auteur acteur actrice chanteur chanteuse entraîneur joueur joueuse directeur directrice avocat avocate
      écrivain peintre réalisateur réalisatrice candidat candidate patient patiente
      hermano hermana madre padre hijo hija tío tía primo prima abuelo abuela esposo esposa marido novio novia amigo amiga jefe jefa
      vecino vecina médico profesor profesora alumno autor autora actor actriz cantante entrenador jugador director directora
      abogado abogada escritor escritora pintor candidato paciente compañero compañera
      fratello sorella madre padre figlio figlia zio zia cugino cugina nonno nonna marito moglie fidanzato amico amica collega capo
      vicino medico professore professoressa autore autrice attore attrice cantante allenatore giocatore direttore direttrice
      avvocato scrittore scrittrice pittore regista candidato paziente
      broer zus moeder vader zoon dochter oom tante neef nicht opa oma man vrouw vriend vriendin collega baas buurman buurvrouw arts
      leraar lerares auteur acteur actrice zanger zangeres trainer speler directeur directrice advocaat schrijver schrijfster
      schilder regisseur kandidaat patiënt woordvoerder
      brat bratem bratu siostra siostry siostrą matka ojciec syn syna synem córka córki córką wujek ciocia kuzyn dziadek babcia mąż
      męża mężem żona żony żoną przyjaciel przyjaciółka kolega koledze koleżanka szef szefowa sąsiad sąsiadka lekarz lekarka
      nauczyciel nauczycielka uczeń autor autorka aktor aktorka piosenkarz piosenkarka trener zawodnik dyrektor dyrektorka adwokat
      pisarz pisarka malarz reżyser kandydat pacjent pacjentka pracownik klient klientka rzecznik poseł posłanka
    `),
  ],
  [
    kinds.pronoun,
    words(`
      ich du er sie es wir ihr ihm ihn mich mir dich dir uns euch ihnen man
      je tu il elle on nous vous ils elles lui leur moi toi
      yo tú él ella nosotros ellos ellas usted ustedes le les me te nos
      io lui lei noi voi loro mi ti ci gli
      ik jij je hij zij ze wij we jullie hem haar hen mij jou ons
      ja ty on ona ono my wy oni one mnie mi ciebie ci jego jemu mu jej ją nas nam was wam ich im
    `),
  ],
  [
    kinds.determiner,
    words(`
      der die das den dem des ein eine einen einem einer eines kein keine dieser diese dieses jeder jede jedes
      le la les un une des ce cet cette ces
      el los las una unos unas este esta estos estas ese esa
      il lo i gli uno questo questa questi quel quella
      de het een deze dit die dat
      ten ta to te tego tej tym
    `),
  ],
  [
    kinds.possessive,
    words(`
      mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner ihre ihren ihrem ihrer unser unsere unseren
      mon ma mes ton ta tes son sa ses notre nos votre vos
      mi mis tu tus su sus nuestro nuestra
      mio mia tuo tua suo sua nostro nostra
      mijn jouw zijn onze
      mój moja moje mojego mojej moim moją twój twoja nasz nasza naszego swój swoja
    `),
  ],
  [
    kinds.preposition,
    words(`
      von mit bei für gegen an in auf aus nach zu zum zur vom beim über unter durch ohne um vor zwischen seit
      de du avec pour par chez sans sur dans entre contre à au aux
      con por para desde hasta sin sobre en entre contra del al
      di da con per su tra fra del della dal dalla nel nella
      van met voor bij naar door zonder op tegen
      z ze od do dla przez przy bez o na w we pod nad po u ku
    `),
  ],
  [
    kinds.conjunction,
    words("und oder aber sondern denn weil dass et ou mais y o pero e ed ma en of maar i oraz ale lub a"),
  ],
  [
    kinds.auxiliary,
    words(`
      ist sind war waren wird werden wurde wurden hat haben hatte hatten kann könnte muss soll sollte will wollte darf
      est sont était sera a ont avait peut doit
      es son era fue será ha han había puede debe
      è sono era fu sarà hanno aveva può deve
      is zijn was waren wordt werd heeft hebben had kan moet zal
      jest są był była było byli będzie ma miał miała może musi został została
    `),
  ],
];
