/** What fills the slots of templates that are no names, and what stands around the names of organizations. */
export const suffixes: Record<string, string[]> = {
  en: [
    "Inc",
    "Inc.",
    "Ltd",
    "LLC",
    "Corp",
    "Corp.",
    "& Co",
    "Group",
    "Partners",
    "University",
    "Bank",
    "Hospital",
    "Church",
    "School",
    "FC",
    "Hotel",
    "Restaurant",
  ],
  de: ["GmbH", "AG", "e.V.", "& Co. KG", "Bank", "Verlag", "Klinik", "Werke", "Gruppe", "Stiftung"],
  fr: ["SA", "SARL", "SAS", "& Fils", "Groupe"],
  es: ["S.A.", "S.L.", "Grupo", "& Hijos"],
  it: ["S.p.A.", "S.r.l.", "& Figli", "Group"],
  nl: ["B.V.", "N.V.", "Groep", "& Zonen"],
  pl: ["Sp. z o.o.", "S.A.", "sp. j.", "Grupa"],
};
export const heads: Record<string, string[]> = {
  en: ["University of", "Bank of", "City of", "Ministry of", "Church of", "Institute of"],
  de: ["Universität", "FC", "SV", "TSV", "Stadtwerke", "Volksbank", "Amtsgericht", "VfL"],
  fr: ["Université de", "Banque de", "Mairie de", "Lycée", "Hôpital", "FC"],
  es: ["Universidad de", "Banco de", "Ayuntamiento de", "Hospital", "Real", "CD"],
  it: ["Università di", "Banca di", "Comune di", "Ospedale", "AC", "Teatro"],
  nl: ["Universiteit", "Gemeente", "Ziekenhuis", "FC", "Stichting", "Hogeschool"],
  pl: ["Uniwersytet", "Bank", "Urząd Miasta", "Szpital", "Fundacja", "Politechnika", "Spółdzielnia", "Kancelaria"],
};
export const roles: Record<string, string[]> = {
  en: "CEO,director,manager,president,chairman,spokesman,spokeswoman,minister,senator,professor,coach,head of sales,vice president,lawyer,analyst,editor,secretary".split(
    ",",
  ),
  de: "Vorstandschef,Geschäftsführer,Direktorin,Trainer,Ministerin,Minister,Sprecherin,Sprecher,Professor,Bürgermeister,Außenminister".split(
    ",",
  ),
  fr: "directeur,directrice,président,ministre,porte-parole,maire,entraîneur,avocat,professeur".split(","),
  es: "director,directora,presidente,ministro,portavoz,alcalde,entrenador,abogado,profesor".split(","),
  it: "direttore,direttrice,presidente,ministro,portavoce,sindaco,allenatore,avvocato,professore".split(","),
  nl: "directeur,voorzitter,minister,woordvoerder,burgemeester,trainer,advocaat,hoogleraar".split(","),
  pl: "dyrektor,prezes,minister,rzecznik,burmistrz,trener,adwokat,profesor".split(","),
};
export const months: Record<string, string[]> = {
  en: "January,February,March,April,May,June,July,August,September,October,November,December".split(","),
  de: "Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember".split(","),
  fr: "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre".split(","),
  es: "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre".split(","),
  it: "gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre".split(","),
  nl: "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober".split(","),
  pl: "stycznia,lutego,marca,kwietnia,maja,czerwca,lipca,sierpnia,września,października".split(","),
};
export const days: Record<string, string[]> = {
  en: "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday".split(","),
  de: "Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag,Sonntag".split(","),
  fr: "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche".split(","),
  es: "lunes,martes,miércoles,jueves,viernes,sábado,domingo".split(","),
  it: "lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica".split(","),
  nl: "maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag".split(","),
  pl: "poniedziałek,wtorek,środę,czwartek,piątek,sobotę,niedzielę".split(","),
};
export const products =
  "iPhone,iPad,Windows,Photoshop,Excel,PlayStation,Xbox,Android,Civic,Corolla,Mustang,Harry Potter,Star Wars,Game of Thrones,The Office,Titanic,Hamlet,Macbeth,Bible,Koran,Kindle,Linux,Python,Java,Chrome,Firefox,Viagra,Tylenol,Advil,Lego,Barbie,Monopoly,Minecraft,Fortnite,Vitamin D,Labrador,Persian,Siamese,Big Mac,Excel,PowerPoint,Gmail,Outlook,World Cup,Super Bowl,Olympics,Oscars,Grammy,Nobel Prize,World War II,Cold War,New Deal,Medicare,Medicaid,Social Security,Internet,Web,Wi-Fi,Bluetooth,USB,PDF,FAQ,Thanksgiving,Christmas,Easter,Ramadan,Hanukkah,Great Depression,Renaissance".split(
    ",",
  );

/** What people do, in English: the verb behind a name. */
export const doings =
  "has,had,is,was,will,would,can,could,did,does,says,said,thinks,thought,wants,wanted,went,came,got,took,told me,asked,left,called,wrote,sent,made,knows,loves,hates,likes,lives,died,won,lost,signed,scored,started,stopped,looks,seems,works,worked,used to,never,always,also,just,really,didn't,doesn't,isn't,won't,wasn't,can't,and I,should,might".split(
    ",",
  );
/** What is done to people: the verb before a name. */
export const dealings =
  "like,love,hate,know,knew,met,meet,saw,see,call,called,ask,asked,tell,told,email,thank,help,miss,trust,support,attack,criticize,blame,elect,elected,vote for,voted for,marry,married,kiss,hired,fired,arrested,killed,shot,beat,defeated,interview,quote,quoting,mention,mentioned,named,appointed,replace,visit,remember,believe,supporting,attacking,against,about,with,for,like,from,by,after,without,than,because of,thanks to".split(
    ",",
  );
/** What is no name in English, as the beginning or end of a sentence. */
export const things =
  "it was great,the whole thing,I don't care,last night,a lot,every day,that is wrong,in the morning,no idea why,so much,right now,to be honest,the other day,this week,as usual,again,too,for years,at work,on the phone,all the time,with his friends,and her kids,by accident,for the job,a few months ago,in this thread,on TV,in the news,lol,haha,what a mess,I think,you know,of course,the best one,my favorite,not really,pretty good".split(
    ",",
  );
