import { expect, test } from "vitest";
import { openShelf } from "./open-shelf.ts";

test("what was put in its own place again and again is found as on the first day, and counts once", () => {
  const shelf = openShelf();
  for (let version = 0; version < 50; version++) {
    shelf.keep(new Map([["one", String(version)]]));
    shelf.put("one", String(version), [{ id: `one ${version}`, words: "a lamp in the harbour", vector: undefined }]);
  }
  expect(shelf.find({ words: "harbour lamps" }, 10).map(({ id }) => id)).toEqual(["one 49"]);
});
