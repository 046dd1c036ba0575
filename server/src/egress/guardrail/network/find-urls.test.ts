import { expect, test } from "vitest";
import { urls } from "./find-urls.ts";

const find = (text: string) =>
  urls.detect(text, { now: new Date(0) }).map(({ start, end, cls }) => `${cls}: ${text.slice(start, end)}`);

test.each([
  ["See https://example.org/a(b)?c=1.", "url: https://example.org/a(b)?c=1"],
  ["(www.example.org)", "url: www.example.org"],
  ["at example.co.uk/path, then", "url: example.co.uk/path"],
  ["postgres://app:hunter2@db.example.org:5432/x", "credentials_url: postgres://app:hunter2@db.example.org:5432/x"],
  ["https://example.org/?token=abcdef123", "credentials_url: https://example.org/?token=abcdef123"],
  ["[here](https://example.org/a_(b))", "url: https://example.org/a_(b)"],
  ["http://192.0.2.7/admin", "url: http://192.0.2.7/admin"],
  ["read _all of example.org_ today", "url: example.org"],
  ["a;https://example.org;b", "url: https://example.org"],
])("finds the address in %j and nothing after it", (text, expected) => {
  expect(find(text).join(" ")).toBe(expected);
});

test.each([
  "e.g. this",
  "end.Then",
  "3.14",
  "ada@example.org",
  "file.txt",
  "a.b.c",
  "://",
  "pull registry.example.com/team/app:1.4.2",
  "image: ghcr.example.io/web@sha256:0a1b",
  "object.property.name",
  "written in ASP.NET and VB.NET",
  "email=amos%40yardley.com",
  "for key 'users.email_UNIQUE'",
])("takes %j for no address", (text) => {
  expect(find(text)).toEqual([]);
});
