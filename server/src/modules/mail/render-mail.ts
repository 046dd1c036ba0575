/** Every mail Avow sends, and what it has to be filled with. Links are complete URLs. */
export type MailFillings = {
  verify_email: { link: string };
  address_taken: { sign_in_link: string; reset_link: string };
  reset_password: { link: string };
  confirm_email_change: { link: string };
  email_change_begun: { link: string };
  password_changed: { reset_link: string };
  factor_changed: { change: string; link: string };
  invitation: { link: string; organization_name: string; role: string };
  /** `begins` is a date. */
  erasure_scheduled: { begins: string; link: string };
  organization_erasure_scheduled: { organization_name: string; begins: string; link: string };
  security_alert: { title: string; explanation: string; advice: string; link: string };
  ownership_offered: { organization_name: string; link: string };
  user_suspended: { reason: string; link: string };
  user_resumed: { link: string };
  /** `share` is how much of it is spent, in per cent. */
  budget_reached: { share: string; link: string };
  approval_waiting: { link: string };
  content_review_due: { organization_name: string; link: string };
  rights_request_confirm: { organization_name: string; link: string };
  rights_request_on_behalf: { organization_name: string; link: string };
  rights_request_news: { organization_name: string; link: string };
  /** `due` is a date. */
  rights_request_due: { due: string; link: string };
  /** `begins` is a date. */
  policy_changes: { organization_name: string; begins: string; link: string };
};
export type MailTemplate = keyof MailFillings;

type Written = { subject: string; paragraphs: readonly string[]; action?: { label: string; link: string } };
type Language = { [T in MailTemplate]: (filling: MailFillings[T]) => Written };

const changesInEnglish: Record<string, string> = {
  passkey_added: "a passkey was added",
  passkey_removed: "a passkey was removed",
  app_added: "an authenticator app was added",
  app_removed: "the authenticator app was removed",
  recovery_codes_renewed: "the recovery codes were made anew",
  recovery_code_used: "a recovery code was used",
};

const english: Language = {
  verify_email: ({ link }) => ({
    subject: "Confirm your address",
    paragraphs: [
      "Someone, we hope you, made an account with this address. Confirm that the address is yours, then sign in with the password you chose.",
      "The link works once, within a day. If it wasn't you, do nothing: without confirmation the account goes away by itself.",
    ],
    action: { label: "Confirm my address", link },
  }),
  address_taken: ({ sign_in_link, reset_link }) => ({
    subject: "You already have an account",
    paragraphs: [
      "Someone, perhaps you, tried to use this address for an account. It already has one, and nothing was changed.",
      `If the password is lost, choose a new one: ${reset_link}`,
      "If it wasn't you, there is nothing to do.",
    ],
    action: { label: "Sign in", link: sign_in_link },
  }),
  reset_password: ({ link }) => ({
    subject: "Choose a new password",
    paragraphs: [
      "Someone, we hope you, asked for a new password for this address. Choosing one signs you out everywhere.",
      "The link works once, within an hour. If it wasn't you, do nothing: your password stays as it is.",
    ],
    action: { label: "Choose a new password", link },
  }),
  confirm_email_change: ({ link }) => ({
    subject: "Confirm your new address",
    paragraphs: [
      "Someone, we hope you, wants this address for their account. Confirm that it is yours, and it takes the place of the old one; your other sessions end.",
      "The link works once, within a day. If it wasn't you, do nothing: nothing changes.",
    ],
    action: { label: "Confirm my new address", link },
  }),
  email_change_begun: ({ link }) => ({
    subject: "Your account is to get another address",
    paragraphs: [
      "Someone signed in to your account asked for another address for it. It changes as soon as the new address confirms.",
      "If it was you, there is nothing to do here. If it wasn't, call it off: the link does so now, and undoes the change until a week after it was made. It signs everybody out and lets you choose another password.",
    ],
    action: { label: "It wasn't me", link },
  }),
  password_changed: ({ reset_link }) => ({
    subject: "Your password was changed",
    paragraphs: [
      "The password of your account was changed just now. If it wasn't you, choose a new one at once, and look through your sessions.",
    ],
    action: { label: "It wasn't me", link: reset_link },
  }),
  factor_changed: ({ change, link }) => ({
    subject: `Your account: ${changesInEnglish[change] ?? "a factor was changed"}`,
    paragraphs: [
      `Something that signs you in has changed just now: ${changesInEnglish[change] ?? "a factor was changed"}.`,
      "If it wasn't you, look at your account's security at once, remove what you don't know, and choose a new password.",
    ],
    action: { label: "Look at my account's security", link },
  }),
  invitation: ({ link, organization_name, role }) => ({
    subject: `You are invited to ${organization_name}`,
    paragraphs: [
      `You are invited to join ${organization_name} on Avow, as ${role}.`,
      "The link works once, within a week. If you don't know who invites you, do nothing.",
    ],
    action: { label: "Accept the invitation", link },
  }),
  erasure_scheduled: ({ begins, link }) => ({
    subject: "Your account will be erased",
    paragraphs: [
      `You asked us to erase your account and everything that is yours. This begins on ${begins} and cannot be undone then.`,
      "Until that day you can withdraw the request. If it wasn't you, withdraw it and change your password.",
    ],
    action: { label: "Look at the request", link },
  }),
  organization_erasure_scheduled: ({ organization_name, begins, link }) => ({
    subject: `${organization_name} will be erased`,
    paragraphs: [
      `An owner of ${organization_name} asked us to erase it with everything in it, your conversations there included. This begins on ${begins} and cannot be undone then.`,
      "Until that day you can take your own data with you, and an owner can withdraw the request. Your account stays.",
    ],
    action: { label: "Take my data", link },
  }),
  security_alert: ({ title, explanation, advice, link }) => ({
    subject: `Security alert: ${title}`,
    paragraphs: [explanation, advice],
    action: { label: "Look at it", link },
  }),
  ownership_offered: ({ organization_name, link }) => ({
    subject: `${organization_name} is offered to you`,
    paragraphs: [
      `An owner of ${organization_name} offers to hand it over to you: you would answer for it from then on. Nothing changes unless you accept.`,
      "The offer holds for a week. You accept it, or turn it down, under Trust, Members.",
    ],
    action: { label: "Look at the offer", link },
  }),
  user_suspended: ({ reason, link }) => ({
    subject: "Your account was suspended",
    paragraphs: [
      `Whoever runs this deployment suspended your account. Their reason: ${reason}`,
      "You can still sign in, see your data, take it with you and erase it. Everything else waits until the suspension ends.",
    ],
    action: { label: "See my data", link },
  }),
  user_resumed: ({ link }) => ({
    subject: "Your account is no longer suspended",
    paragraphs: ["The suspension of your account has ended. Everything is as it was before."],
    action: { label: "Open Avow", link },
  }),
  budget_reached: ({ share, link }) => ({
    subject: `${share} % of a budget are spent`,
    paragraphs: [
      `One of your organization's budgets has ${share} % spent, the share that someone asked to be told of.`,
      "Once nothing is left of it, calls that count against it are refused until it renews or someone raises it.",
    ],
    action: { label: "Look at the budgets", link },
  }),
  approval_waiting: ({ link }) => ({
    subject: "Something waits for your yes",
    paragraphs: [
      "A rule of your workspace wants a person to look before something goes on. What it is, you see in Avow; it is not in this mail.",
      "If nobody decides in time, it does not happen.",
    ],
    action: { label: "Look at it", link },
  }),
  policy_changes: ({ organization_name, begins, link }) => ({
    subject: `The privacy policy of ${organization_name} changes`,
    paragraphs: [
      `${organization_name} has published a new version of its privacy policy. It takes effect on ${begins}; until then the present one holds.`,
      "The page shows what changes. If you do not agree, you can export and erase your data before and after that day.",
    ],
    action: { label: "Read the policy", link },
  }),
  content_review_due: ({ organization_name, link }) => ({
    subject: `Look again at what former members left in ${organization_name}`,
    paragraphs: [
      `What former members wrote for ${organization_name} stayed when they erased their accounts, without their names. It is due for review.`,
      "Look through what the organization keeps, and delete what is no longer needed. You are asked because you are one of its owners.",
    ],
    action: { label: "Open Avow", link },
  }),
  rights_request_confirm: ({ organization_name, link }) => ({
    subject: `Confirm what you asked of ${organization_name}`,
    paragraphs: [
      `Someone, we hope you, asked ${organization_name} something about personal data and gave this address. Confirm that the address is yours, and it goes to those who answer it.`,
      "The same link shows the answer later: keep it. If it wasn't you, do nothing: after a week nothing of it is left.",
    ],
    action: { label: "Confirm and follow my request", link },
  }),
  rights_request_on_behalf: ({ organization_name, link }) => ({
    subject: `Someone asks ${organization_name} about you`,
    paragraphs: [
      `Someone asked ${organization_name} something about your personal data and says that they may act for you.`,
      "If you agree, confirm it. If you don't know of it, do nothing: without your yes they get nothing.",
    ],
    action: { label: "See what is asked", link },
  }),
  rights_request_news: ({ organization_name, link }) => ({
    subject: `News on what you asked of ${organization_name}`,
    paragraphs: [
      `${organization_name} has answered what you asked, or needs more time for it. What they wrote is behind the link, not in this mail.`,
    ],
    action: { label: "Read it", link },
  }),
  rights_request_due: ({ due, link }) => ({
    subject: `A request about personal data is due on ${due}`,
    paragraphs: [
      `Somebody asked your organization something about their data, and the law says to answer by ${due}.`,
      "Answer it, or, where the law allows it, take more time and tell them why.",
    ],
    action: { label: "See the requests", link },
  }),
};

/** Languages mails are written in, by the first part of a locale. */
const languages: Record<string, Language> = { en: english };
const languageOf = (locale: string): [string, Language] => {
  const name = locale.split("-")[0]!;
  return languages[name] ? [name, languages[name]] : ["en", english];
};

export type RenderedMail = { subject: string; text: string; html: string };

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
/** A subject is one line, whatever a name holds. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** Text and HTML of one mail, from the same sentences. */
export function renderMail<T extends MailTemplate>(
  template: T,
  locale: string,
  filling: MailFillings[T],
): RenderedMail {
  const [language, texts] = languageOf(locale);
  const { subject, paragraphs, action } = texts[template](filling);
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.link}`] : [])].join("\n\n");
  return { subject: oneLine(subject), text: `${text}\n`, html: toHtml(language, oneLine(subject), paragraphs, action) };
}

function toHtml(language: string, subject: string, paragraphs: readonly string[], action: Written["action"]): string {
  const body = paragraphs.map((p) => `<p style="margin:0 0 16px">${escapeHtml(p)}</p>`).join("\n");
  const link = action && escapeHtml(action.link);
  const button = action
    ? `<p style="margin:24px 0"><a href="${link}" style="background:#1f2937;color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none">${escapeHtml(action.label)}</a></p>\n<p style="margin:0;color:#6b7280;font-size:13px;word-break:break-all">${link}</p>`
    : "";
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px;font:16px/1.5 system-ui,sans-serif;color:#111827;background:#ffffff">
<div style="max-width:560px">
${body}
${button}
</div>
</body>
</html>
`;
}
