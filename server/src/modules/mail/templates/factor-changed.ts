import { declareTemplate } from "./declare-template.ts";

type Change =
  | "passkey_added"
  | "passkey_removed"
  | "app_added"
  | "app_removed"
  | "recovery_codes_renewed"
  | "recovery_code_used";

const inEnglish: Record<Change, string> = {
  passkey_added: "a passkey was added",
  passkey_removed: "a passkey was removed",
  app_added: "an authenticator app was added",
  app_removed: "the authenticator app was removed",
  recovery_codes_renewed: "the recovery codes were made anew",
  recovery_code_used: "a recovery code was used",
};

const inGerman: Record<Change, string> = {
  passkey_added: "ein Passkey kam dazu",
  passkey_removed: "ein Passkey wurde entfernt",
  app_added: "eine Authenticator-App kam dazu",
  app_removed: "die Authenticator-App wurde entfernt",
  recovery_codes_renewed: "neue Wiederherstellungscodes wurden gemacht",
  recovery_code_used: "ein Wiederherstellungscode wurde benutzt",
};

export const factorChanged = declareTemplate<{ change: Change; link: string }>({
  topic: "security",
  isUrgent: true,
  example: { change: "passkey_added", link: "https://avow.example/settings/security" },
  en: ({ change, link }) => ({
    subject: `Your account: ${inEnglish[change]}`,
    paragraphs: [
      `Something that signs you in has changed just now: ${inEnglish[change]}.`,
      "If it wasn't you, look at your account's security at once, remove what you don't know, and choose a new password.",
    ],
    action: { label: "Look at my account's security", link },
  }),
  de: ({ change, link }) => ({
    subject: `Ihr Konto: ${inGerman[change]}`,
    paragraphs: [
      `Etwas, womit Sie sich anmelden, hat sich gerade geändert: ${inGerman[change]}.`,
      "Wenn Sie das nicht waren, sehen Sie sich sofort die Sicherheit Ihres Kontos an, entfernen Sie, was Sie nicht kennen, und wählen Sie ein neues Passwort.",
    ],
    action: { label: "Sicherheit des Kontos ansehen", link },
  }),
});
