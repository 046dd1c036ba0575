import type { ClassId } from "../classes.ts";

/**
 * Words of the special categories of GDPR Article 9, and of childhood, in English, German, French, Spanish, Italian,
 * Dutch and Polish; without marks, in lower case, `*` for any ending. They count only where a person is spoken of.
 */
export const specialWords: Partial<Record<ClassId, string>> = {
  health: `
    diagnos*|diabet*|cancer|tumor*|tumour*|leukemi*|leukaemi*|lymphoma|chemotherap*|hiv|hiv-positive|aids|hepatitis|epilep*|asthma*|depressi*|bipolar|schizophren*|anxiety disorder|panic attack*|ptsd|adhd|autis*|dementia|alzheimer*|parkinson*|multiple sclerosis|arthritis|hypertension|stroke|heart attack|heart failure|pregnan*|miscarriage|abortion|ivf|infertil*|menopaus*|surgery|psychiatr*|psychotherap*|antidepressant*|insulin|metformin|prescri*|medication*|allerg*|disabilit*|disabled|wheelchair|addiction|alcoholi*|rehab|overdose|suicid*|self-harm|eating disorder|anorexi*|bulimi*|sexually transmitted|chlamydia|syphilis|gonorrh*|blood pressure|blood type|biopsy|sick leave|sick note|chronic pain|migraine*|kidney disease|dialysis|transplant*|covid*|tuberculosis|
    krebs|krebs*erkrank*|brustkrebs|zuckerkrank*|epileps*|depression*|schizophren*|schwanger*|fehlgeburt|abtreibung|krankschreib*|krankgeschrieben|krankheit*|erkrankt|erkrankung*|behinder*|schwerbehinder*|rollstuhl|chemotherapie|bluthochdruck|schlaganfall|herzinfarkt|medikament*|rezept*pflichtig|therapeut*|psychisch*|angststorung*|essstorung*|magersucht|suchtkrank*|alkoholkrank*|entzugsklinik|allergi*|blutwert*|blutdruck|befund|arbeitsunfahig*|demenz|tumorerkrank*|metastas*|selbstmord*|suizid*|
    cancer du|diabete*|diabetique|enceinte|grossesse|fausse couche|avortement|seropositi*|sida|depressi*|schizophrenie|epilepsie|handicap*|arret maladie|chimiotherapie|hypertension|maladie*|malade|ordonnance|medicament*|toxicoman*|alcoolique|infarctus|demence|
    diabetes|diabetic*|embaraz*|aborto|cancer de|sida|vih|depresion|esquizofrenia|epilepsia|discapaci*|baja medica|quimioterapia|hipertension|enfermedad*|enfermo|enferma|medicamento*|adiccion|alcoholic*|infarto|demencia|
    diabete|diabetic*|incinta|gravidanza|aborto|cancro|tumore|sieropositiv*|depressione|schizofrenia|epilessia|disabil*|malattia|malato|malata|chemioterapia|ipertensione|farmaco|farmaci|tossicodipenden*|infarto|demenza|
    suikerziekte|zwanger*|miskraam|abortus|kanker|borstkanker|depressie*|schizofreni*|epilepsie|gehandicapt|handicap|arbeidsongeschikt*|ziekte*|ziek|chemotherapie|hoge bloeddruk|medicijn*|verslaafd*|verslaving|hartaanval|dementie|
    cukrzyc*|w ciazy|ciaza|poronien*|aborcj*|nowotwor*|raka|rak piersi|bialaczk*|depresj*|schizofreni*|padaczk*|niepelnosprawn*|zwolnienie lekarskie|chemioterapi*|nadcisnien*|chorob*|choruje|chory na|chora na|lekarstw*|leki na|uzalezni*|alkoholik*|zawal*|udar*|demencj*|zakazen*|hiv`,
  belief: `
    catholic|protestant|muslim|islam*|jewish|judaism|hindu*|buddhis*|christian faith|atheis*|jehova*|mormon*|orthodox church|religio*|baptis*|church member*|converted to|mosque|synagogue|
    katholisch|evangelisch*|muslimisch|judisch|hinduistisch|buddhistisch|konfession*|kirchenmitglied*|kirchensteuer|glaubig*|atheist*|moschee|
    catholique|musulman*|juive|juif|bouddhiste|protestante|athee|mosquee|
    catolic*|musulman*|judio|judia|budista*|ateo|atea|creyente|cattolic*|ebreo|ebrea|buddista*|ateo|credente|moschea|
    katholiek*|moslim*|joods*|boeddhist*|gelovig*|moskee|katolik*|katoliczk*|muzulman*|zyd|zydowk*|wyznani*|buddyst*|ateist*`,
  politics: `
    democrat|republican|liberal party|labour party|conservative party|tory|green party|communist*|socialist*|party member*|voted for|votes for|political opinion*|political view*|far-right|far-left|
    parteimitglied*|parteibuch|wahlt die|gewahlt habe*|spd|cdu|csu|afd|fdp|grunen mitglied*|kommunist*|sozialist*|
    membre du parti|a vote pour|vote pour|electeur de|militant*|miembro del partido|voto a|votante de|iscritto al partito|ha votato|partijlid|stemt op|gestemd op|czlonek partii|czlonkini partii|glosowal* na|glosuje na`,
  union: `
    trade union|union member*|union rep*|labor union|labour union|shop steward|gewerkschaft*|ver.di|ig metall|betriebsrat*|syndicat|syndique*|cgt|cfdt|sindicato|sindical*|sindacato|sindacal*|cgil|vakbond*|fnv|zwiazk* zawodow*|solidarnosc`,
  sexuality: `
    gay|lesbian|bisexual|homosexual*|heterosexual*|transgender|transsexual*|queer|asexual|sexual orientation|sex life|sexual partner*|came out as|
    schwul|lesbisch|bisexuell|homosexuell*|transsexuell*|sexuelle orientierung|sexualleben|sexleben|
    homosexuel*|lesbienne|bisexuel*|transgenre|orientation sexuelle|vie sexuelle|homosexual*|lesbiana|bisexual|orientacion sexual|vida sexual|omosessual*|lesbica|bisessual*|orientamento sessuale|vita sessuale|homoseksu*|lesbienne|biseksu*|seksuele geaardheid|seksleven|homoseksual*|lesbijk*|biseksual*|gejem|orientacj* seksual*|zycie seksualne`,
  ethnicity: `
    ethnic origin|ethnicity|african american|afro-*|of african descent|of asian descent|of jewish descent|roma origin|sinti|hispanic|latino|latina|caucasian|indigenous|racial|
    ethnische herkunft|migrationshintergrund|afrodeutsch*|sinti und roma|abstammung|origine ethnique|d origine africaine|d origine maghrebine|origen etnico|de origen africano|gitano|gitana|origine etnica|di origine africana|etnische afkomst|van afrikaanse afkomst|pochodzeni* etniczn*|romskie* pochodzeni*`,
  minor: `
    underage|under-age|minor child|minors|kindergarten*|preschool*|first grader|second grader|third grader|fourth grader|fifth grader|elementary school|primary school|toddler|newborn|infant|juvenile|foster child|
    minderjahrig*|grundschul*|kita|erstklassler*|sauglin*|pflegekind|schulkind*|mineur*|creche|ecole primaire|maternelle|nourrisson|menor de edad|menores|guarderia|escuela primaria|minorenn*|asilo nido|scuola elementare|scuola primaria|neonato|neonata|minderjarig*|basisschool|peuter*|kleuter*|niepelnoletni*|nieletni*|przedszkol*|podstawowk*|niemowl*`,
};

/** Who is spoken of: without one of these nearby, a word of these lists is about nobody. */
export const personWords: ReadonlySet<string> = new Set(
  "i my me mine myself he she him his her hers patient patients mr mrs ms miss dr son daughter wife husband partner mother father mom mum dad brother sister boyfriend girlfriend colleague employee client applicant tenant friend aunt uncle grandmother grandfather nephew niece child ich mein meine meiner meinem meinen mich mir er sie ihr ihre ihrem seine seiner sein patient patientin herr frau sohn tochter mann kind mutter vater bruder schwester kollege kollegin mitarbeiter mitarbeiterin kunde kundin je j mon ma mes moi il elle son sa patient patiente monsieur madame m mme fils fille mari femme mere pere frere soeur yo mi mis el ella su paciente senor senora hijo hija marido esposa madre padre hermano hermana io mio mia lui lei suo sua paziente signor signora figlio figlia marito moglie fratello sorella ik mijn hij zij haar zijn patient patiente meneer mevrouw zoon dochter man vrouw moeder vader broer zus ja moj moja moje mnie mam jestem on ona jego jej pacjent pacjentka pan pani syn corka maz zona matka ojciec brat siostra".split(
    " ",
  ),
);

/** Children by what they are called: with an age under eighteen beside them. */
export const childWords: ReadonlySet<string> = new Set(
  "son daughter child children kid kids boy girl pupil student grandson granddaughter nephew niece brother sister sohn tochter kind kinder junge madchen schuler schulerin enkel enkelin bruder schwester fils fille enfant enfants garcon eleve frere soeur hijo hija nino nina chico chica alumno alumna hermano hermana figlio figlia bambino bambina ragazzo ragazza alunno alunna fratello sorella zoon dochter jongen meisje leerling kleinkind broer zus syn syna corka corki corke dziecko dziecka chlopiec dziewczynka uczen uczennica brat siostra he she er sie il elle ella el lui lei hij zij".split(
    " ",
  ),
);
