type Fact = {
  text: string;
  kind: "fact" | "preference" | "event";
  confidence: number;
  event_time: null;
  replaces: number | null;
};

/** Begins as people speak of themselves, in some languages. */
const ofOneself =
  /^(?:i|i'm|i'd|my|we|our|ich|mein|meine|wir|unser|je|j'ai|j'aime|mon|ma|mes|yo|mi|mis|me|soy|io|mio|mia|sono|ik|mijn|ben|ja|mój|moja|jestem)\b/iu;
/** Something else may stand for a name that is kept back. */
const ofSomebody =
  /^(?:my \w+ )?(?:\p{Lu}[\p{L}-]+|\S*_\d+\S*) (?:lives|lived|moved|works|likes|loves|hates|is|has|wohnt|zog|arbeitet|mag|ist|hat)\b/u;
const liking =
  /\b(?:like|love|prefer|hate|enjoy|mag|liebe|hasse|aime|déteste|gusta|odio|amo|piace|houd|haat|lubię)\b/iu;
const happening = /\b(?:moved|yesterday|bought|married|zog|gestern|gekauft)\b/iu;
/** Where somebody lives, and what something of one's own is: there is one of it at a time. */
const home = /(?:^|\s)(I|ich|\p{Lu}[\p{L}-]+|\S*_\d+\S*) (?:lives?|live|moved|wohnt|wohne|zog) (?:in|to|nach)\s/u;
const own = /^(?:my|mein|meine) ([\p{L} ]{2,30}?) (?:is|ist)\b/iu;

/** What a person says of themselves, sentence by sentence in their own words: the same words, the same facts. */
export function extractFacts(said: string, instructions: string): { facts: Fact[] } {
  const known = [...instructions.matchAll(/^(\d+)\. (.+)$/gm)].map(([, number, text]) => ({
    number: Number(number),
    about: aboutOf(text!),
  }));
  const sentences = said.split(/[.!?\n;]+|,\s+(?=(?:and |und )?(?:I|I'm|my|ich|mein)\b)/u).map((one) => one.trim());
  const facts = sentences.flatMap((text) => {
    if (text.length > 300 || said.includes(`${text}?`)) return [];
    if (!ofOneself.test(text.replaceAll("’", "'")) && !ofSomebody.test(text)) return [];
    const about = aboutOf(text);
    const replaces = about === undefined ? undefined : known.find((one) => one.about === about)?.number;
    const kind = liking.test(text) ? "preference" : happening.test(text) ? "event" : "fact";
    return [{ text, kind, confidence: 80, event_time: null, replaces: replaces ?? null } as const];
  });
  return { facts: facts.filter(({ text }) => text !== "").slice(0, 8) };
}

function aboutOf(text: string): string | undefined {
  const lives = home.exec(text)?.[1];
  if (lives !== undefined) return `home of ${lives.toLowerCase()}`;
  return own.exec(text)?.[1]?.toLowerCase();
}
