/** A PDF with a line of text on each page, as small as readers take it. */
export function makePdf(pages: readonly string[]): Buffer {
  const ids = pages.map((_, at) => 4 + at * 2);
  const objects = [
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
    `2 0 obj<</Type/Pages/Kids[${ids.map((id) => `${id} 0 R`).join(" ")}]/Count ${pages.length}>>endobj`,
    "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
    ...pages.flatMap((text, at) => {
      const drawn = text === "" ? "" : `BT /F1 12 Tf 20 200 Td (${text}) Tj ET`;
      return [
        `${ids[at]} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 300]/Contents ${ids[at]! + 1} 0 R/Resources<</Font<</F1 3 0 R>>>>>>endobj`,
        `${ids[at]! + 1} 0 obj<</Length ${drawn.length}>>stream\n${drawn}\nendstream endobj`,
      ];
    }),
  ];
  return Buffer.from(`%PDF-1.4\n${objects.join("\n")}\ntrailer<</Root 1 0 R>>\n`);
}
