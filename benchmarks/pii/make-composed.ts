import { countries } from "./composed/countries.ts";
import { nobodys } from "./composed/nobodys.ts";
import { shapes } from "./composed/shapes.ts";
import { mark, openValues, readMarks } from "./composed/values.ts";
import { openDraw } from "./draw.ts";
import type { LabelledText } from "./read-sets.ts";

/**
 * Documents put together at random from what people of ten countries write and from the shapes in which it comes: threads,
 * chats, tables, letters, records, logs; and texts with nothing of anybody's in them.
 */
export function makeComposed(seed: string): LabelledText[] {
  const made = countries.flatMap((country, c) =>
    shapes.map((shape, s) => {
      const draw = openDraw(`composed ${seed} ${c} ${s}`);
      return readMarks(country.lang, shape(country, openValues(country, draw), draw));
    }),
  );
  return [
    ...made,
    ...nobodys.map((text) =>
      readMarks(
        "en",
        text.replace(/\{(\w+):([^{}\n]+)\}/g, (_, cls: string, value: string) => mark(cls, value)),
      ),
    ),
  ];
}
