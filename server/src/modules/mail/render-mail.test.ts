import { expect, test } from "vitest";
import { renderMail } from "./render-mail.ts";
import { mailTemplates, templateOf } from "./templates/all-templates.ts";
import { mailLanguages } from "./templates/declare-template.ts";

const link = "https://avow.example/verify-email#token=abc";
const closing = { origin: "https://avow.example" };
const evil = `<img src=x onerror=alert(1)>"\r\nBcc: eve@example.test\u202e`;

test("text and HTML say the same and carry the link", () => {
  const { subject, text, html } = renderMail("verify_email", "en", { link }, closing);
  expect(subject).toBe("Confirm your address");
  expect(text).toContain(`Confirm my address:\n${link}`);
  expect(html).toContain(`href="${link}"`);
  expect(html).toContain("Confirm that the address is yours");
});

test("a language no mail is written in gets English; a region changes nothing", () => {
  const inLocale = (locale: string) => renderMail("verify_email", locale, { link }, closing);
  expect(inLocale("xh-ZA")).toEqual(inLocale("en-GB"));
  expect(inLocale("de-CH").subject).toBe("Bestätigen Sie Ihre Adresse");
});

const every = mailTemplates.flatMap((name) => mailLanguages.map((language) => [name, language] as const));

test.each(every)("%s in %s fetches nothing, and no word in it is markup or another header", (name, language) => {
  const { example } = templateOf(name);
  const fill = (change: (value: string) => string) =>
    Object.fromEntries(Object.entries(example).map(([key, value]) => [key, change(value)]));
  const clean = renderMail(name, language, example as never, closing);
  expect(clean.html).not.toMatch(/\bsrc=|<link|url\(|@import|<script|<form/i);
  expect(clean.text.length).toBeGreaterThan(80);
  // A closed list stays what it is: nobody types into it.
  const closed = new Set(["kind", "change", "reason", "role"]);
  const typed = Object.fromEntries(
    Object.entries(fill((value) => `${value}${evil}`)).map(([key, value]) => [
      key,
      closed.has(key) ? example[key]! : value,
    ]),
  );
  const { subject, html } = renderMail(name, language, typed as never, closing);
  expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  expect(html).not.toMatch(/<img|onerror=alert\(1\)>"/);
  expect(html.match(/<a /g)?.length ?? 0).toBeLessThan(8);
});

test.each(mailTemplates)("%s says in German something else than in English, about the same links", (name) => {
  const { example } = templateOf(name);
  const [en, de] = mailLanguages.map((language) => renderMail(name, language, example as never, closing));
  expect(de!.subject).not.toBe(en!.subject);
  const linksOf = (text: string) => text.match(/https:\S+/g)?.toSorted();
  expect(linksOf(de!.text)).toEqual(linksOf(en!.text));
});

test("a security notice offers no way to switch it off, and a mail one can do without does", () => {
  const choices = "https://avow.example/settings/mail";
  const { text, html } = renderMail("budget_reached", "en", { share: "80", link }, { ...closing, choices });
  expect(text).toContain(`Choose what you get: ${choices}`);
  expect(html).toContain(`href="${choices}"`);
  expect(renderMail("password_changed", "en", { reset_link: link }, closing).text).not.toContain("Choose");
});
