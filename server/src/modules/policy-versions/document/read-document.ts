/** One part of a published policy: its heading, its sentences with the promise each makes, and the table below them. */
export type DocumentSection = {
  heading: string;
  sentences: { promise: string; says: string }[];
  table: string;
};

const sentence = /^- (.+) \(([a-z_]+\.[a-z_]+)\)$/;

/** Reads back what `writeDocument` wrote, from the bytes that were sealed. */
export function readDocument(document: string): { title: string; head: string; sections: DocumentSection[] } {
  const [top = "", ...parts] = document.trimEnd().split(/^## /m);
  const [title = "", ...head] = top.trim().split("\n");
  const sections = parts.map((part) => {
    const [heading = "", ...lines] = part.split("\n");
    const sentences = lines.flatMap((line) => {
      const [, says, promise] = sentence.exec(line) ?? [];
      return says && promise ? [{ promise, says }] : [];
    });
    const rest = lines.filter((line) => !sentence.test(line));
    return { heading, sentences, table: rest.join("\n").trim() };
  });
  return { title: title.replace(/^# /, ""), head: head.join("\n").trim(), sections };
}
