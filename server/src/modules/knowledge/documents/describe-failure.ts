/** Why a document could not be taken in, for whoever has to act on it. */
const failures: Record<string, { title: string; help: string }> = {
  "knowledge.unsupported": {
    title: "This kind of file cannot be read.",
    help: "PDF, DOCX, Markdown, HTML, CSV and plain text in UTF-8 can. Convert it, and upload it again.",
  },
  "knowledge.no_text": {
    title: "There is no text in it.",
    help: "A scan is pictures of text: run text recognition over it, and upload what comes out.",
  },
  "knowledge.damaged": {
    title: "It could not be read: it is damaged, or locked by a password.",
    help: "Open it in the program it comes from, save it anew without a password, and upload that.",
  },
  "knowledge.too_large": {
    title: "It is too large.",
    help: "A document may have 50 MiB, 5000 pages and 10 million characters. Split it.",
  },
  "knowledge.too_heavy": {
    title: "Reading it took more time or memory than it may.",
    help: "Split it, or save it in a simpler form, such as plain text.",
  },
  "knowledge.personal_data": {
    title: "Personal data was found in it, which this collection does not take.",
    help: "Take it out of the document, or change what the collection does with it.",
  },
  "knowledge.file_gone": {
    title: "Its file is gone or damaged.",
    help: "Upload it again.",
  },
  "knowledge.address_failed": {
    title: "The address could not be read.",
    help: "Check that it opens without signing in, and try again. Addresses inside private networks are never read.",
  },
};

const unknown = {
  title: "It could not be taken in.",
  help: "Try again; if that does not help, ask whoever runs Avow, and name the code.",
};

export const describeFailure = (code: string) => ({ code, ...(failures[code] ?? unknown) });
