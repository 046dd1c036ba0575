/** What the window itself says. The notice comes from the server: it is what visitors agree to, word for word. */
const english = {
  agree: "Agree and start",
  adult: "I am of age.",
  privacy: "Privacy policy",
  person: "Talk to a person",
  leave: "Delete and leave",
  left: "The conversation is deleted. Nothing of it is left here.",
  again: "Start a new one",
  write: "Write a message",
  send: "Send",
  stop: "Stop",
  close: "Close",
  thinking: "…",
  failed: "This could not be answered.",
  lost: "The connection is lost. Try again.",
  log: "Conversation",
};

export type Words = typeof english;

const german: Words = {
  agree: "Einverstanden, beginnen",
  adult: "Ich bin volljährig.",
  privacy: "Datenschutzerklärung",
  person: "Mit einem Menschen sprechen",
  leave: "Löschen und beenden",
  left: "Das Gespräch ist gelöscht. Hier ist nichts davon übrig.",
  again: "Ein neues beginnen",
  write: "Nachricht schreiben",
  send: "Senden",
  stop: "Anhalten",
  close: "Schließen",
  thinking: "…",
  failed: "Darauf gab es keine Antwort.",
  lost: "Die Verbindung ist unterbrochen. Versuchen Sie es noch einmal.",
  log: "Gespräch",
};

export const wordsOf = (language: string): Words => (language === "de" ? german : english);
