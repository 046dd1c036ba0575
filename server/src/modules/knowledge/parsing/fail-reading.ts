/** A paragraph, row or list as it stands in a document, with what says where. */
export type Block = { text: string; heading?: string | undefined; page?: number | undefined };

/** What a parser read; `title` where the document itself says one. */
export type Parsed = { blocks: Block[]; title?: string | undefined; pages?: number | undefined };

export const formats = ["pdf", "docx", "html", "markdown", "csv", "text"] as const;
export type Format = (typeof formats)[number];

/** Why a document cannot be read. Its code is all that leaves the process. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const pagesMax = 5000;
export const charsMax = 10_000_000;

/** @throws Unreadable */
export function failReading(code: string): never {
  throw new Unreadable(code);
}
