import type { MailLanguage, Written } from "./templates/declare-template.ts";

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Addresses of https pages in running text can be clicked; nothing else becomes a link. */
const withLinks = (text: string) =>
  escapeHtml(text).replaceAll(
    /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g,
    (link) => `<a href="${link}" class="quiet">${link}</a>`,
  );

/** Fetches nothing from anywhere. Readers that turn colours around are told both. */
const style = `:root{color-scheme:light dark;supported-color-schemes:light dark}
.quiet{color:#6b7280}
@media (prefers-color-scheme:dark){
body{background:#111315!important;color:#e5e7eb!important}
.button{background:#e5e7eb!important;color:#111315!important}
.quiet{color:#9ca3af!important}
}`;

export function toHtml(
  { subject, paragraphs, action }: Written,
  below: readonly string[],
  language: MailLanguage,
): string {
  const body = paragraphs.map((p) => `<p style="margin:0 0 16px">${withLinks(p)}</p>`).join("\n");
  const link = action && escapeHtml(action.link);
  const button = action
    ? `<p style="margin:24px 0"><a class="button" href="${link}" style="display:inline-block;background:#1f2937;color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none">${escapeHtml(action.label)}</a></p>\n<p class="quiet" style="margin:0;font-size:13px;word-break:break-all">${link}</p>`
    : "";
  const end = below
    .map((line) => `<p class="quiet" style="margin:4px 0;font-size:13px">${withLinks(line)}</p>`)
    .join("\n");
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(subject)}</title>
<style>${style}</style></head>
<body style="margin:0;padding:32px;font:16px/1.5 system-ui,sans-serif;color:#111827;background:#ffffff">
<div style="max-width:560px">
${body}
${button}
<div style="margin-top:32px">
${end}
</div>
</div>
</body>
</html>
`;
}
