import { askApi } from "../roles/calls/ask-api.ts";
import { type Connector, ConnectorError } from "../roles/connector.ts";
import { listAppointments, makeAppointment } from "./keep-appointments.ts";
import { readMail, searchMail } from "./read-mail.ts";
import { findSentMail, sendMail } from "./send-mail.ts";

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** Gmail and Google Calendar of one account, each thing it can do by the narrowest scope there is for it. */
export const googleWorkspace: Connector = {
  name: "google",
  title: "Gmail and Google Calendar",
  processor: "google-workspace",
  policyUrl: "https://policies.google.com/privacy",
  whenForbidden: "Whoever administers the account at Google may have switched it off for apps.",
  always: [scope("userinfo.email")],
  abilities: {
    "mail.read": { says: "can read your mail", scopes: [scope("gmail.readonly")] },
    "mail.send": { says: "can send mail as you", scopes: [scope("gmail.send")] },
    "calendar.read": { says: "can see your appointments", scopes: [scope("calendar.events.readonly")] },
    "calendar.write": { says: "can make and change appointments", scopes: [scope("calendar.events")] },
  },
  ends: (origin) => ({
    authorize: `${origin ?? "https://accounts.google.com"}/o/oauth2/v2/auth`,
    token: origin ? `${origin}/oauth2/token` : "https://oauth2.googleapis.com/token",
    scopeParameter: "scope",
    scopeSeparator: " ",
    parameters: { access_type: "offline", prompt: "consent" },
  }),
  reads: { searchMail, readMail, listAppointments },
  writes: { sendMail: { act: sendMail, find: findSentMail }, makeAppointment: { act: makeAppointment } },
  api: (origin, which) => origin ?? (which === "gmail" ? "https://gmail.googleapis.com" : "https://www.googleapis.com"),
  async identify(api) {
    const { email } = await askApi<{ email?: unknown }>(api, "/oauth2/v2/userinfo");
    if (typeof email !== "string") throw new ConnectorError("unreadable");
    return email;
  },
  forgets: "grant",
  async revoke({ url }, api) {
    const base = url ? `${url}/oauth2` : "https://oauth2.googleapis.com";
    try {
      await askApi({ ...api, base }, "/revoke", { method: "POST", form: { token: api.token }, authorization: null });
      return "revoked";
    } catch (error) {
      if (error instanceof ConnectorError && error.status === 400) return "gone";
      throw error;
    }
  },
};
