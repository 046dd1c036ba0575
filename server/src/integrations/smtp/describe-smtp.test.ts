import { expect, test } from "vitest";
import { describeSmtp } from "./describe-smtp.ts";

test.each([
  ["smtps://mail.example", { port: 465, secure: true, requireTLS: false, ignoreTLS: false }],
  ["smtp://mail.example", { port: 587, secure: false, requireTLS: true, ignoreTLS: false }],
  ["smtp://10.1.2.3:25", { port: 25, secure: false, requireTLS: true, ignoreTLS: false }],
  ["smtp://localhost.evil.example", { secure: false, requireTLS: true, ignoreTLS: false }],
  ["smtp://localhost:25", { port: 25, secure: false, requireTLS: false, ignoreTLS: true }],
  ["smtp://[::1]:25", { host: "::1", requireTLS: false, ignoreTLS: true }],
  ["smtp://mail.example?tls.rejectUnauthorized=false", { requireTLS: true, tls: { rejectUnauthorized: true } }],
])("%s is encrypted unless it is this machine", (url, expected) => {
  expect(describeSmtp(url)).toMatchObject({ ...expected, tls: { minVersion: "TLSv1.2", rejectUnauthorized: true } });
});
