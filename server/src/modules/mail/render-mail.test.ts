import { expect, test } from "vitest";
import { renderMail } from "./render-mail.ts";

const link = "https://avow.example/verify-email#token=abc";

test("text and HTML say the same and carry the link", () => {
  const { subject, text, html } = renderMail("verify_email", "en", { link });
  expect(subject).toBe("Confirm your address");
  expect(text).toContain(`Confirm my address:\n${link}`);
  expect(html).toContain(`href="${link}"`);
  expect(html).toContain("Confirm that the address is yours");
});

test("a name can neither add markup to a mail nor a line to its headers", () => {
  const { subject, html } = renderMail("invitation", "en", {
    link,
    organization_name: `<img src=x>"\r\nBcc: eve@example.test`,
    role: "viewer",
  });
  expect(subject).toBe(`You are invited to <img src=x>" Bcc: eve@example.test`);
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img src=x&gt;&quot;");
});

test("a language no mail is written in gets English", () => {
  expect(renderMail("verify_email", "xh-ZA", { link })).toEqual(renderMail("verify_email", "en-GB", { link }));
});

test("mails fetch nothing from anywhere", () => {
  expect(renderMail("verify_email", "en", { link }).html).not.toMatch(/\bsrc=|<link|url\(/);
});
