import * as z from "zod";
import { declareReading } from "./declare-reading.ts";
import { declareWriting } from "./declare-writing.ts";

const mail = (ability: string) => ({ service: "google", ability, which: "gmail" }) as const;
const calendar = (ability: string) => ({ service: "google", ability, which: "calendar" }) as const;
const instant = z.iso.datetime({ offset: true }).describe("ISO 8601, such as `2026-05-04T09:00:00+02:00`.");
const line = z
  .string()
  .trim()
  .min(1)
  .max(250)
  .regex(/^[^\r\n]*$/);

export const googleReading = [
  declareReading({
    need: mail("mail.read"),
    name: "gmail_search",
    title: "Gmail: search",
    says: "can search one's mail",
    description:
      "Finds mails in the person's own Gmail, newest first. Takes Gmail's own words, such as `is:unread from:mara`.",
    input: z.strictObject({ query: z.string().max(500) }),
    reach: ({ query }) => ({ texts: [query] }),
    operation: "searchMail",
  }),
  declareReading({
    need: mail("mail.read"),
    name: "gmail_read",
    title: "Gmail: a mail",
    says: "can read one's mail",
    description: "Reads one mail of the person's own Gmail by its id.",
    input: z.strictObject({ id: z.string().regex(/^[\w-]{1,100}$/) }),
    operation: "readMail",
  }),
  declareReading({
    need: calendar("calendar.read"),
    name: "calendar_list",
    title: "Google Calendar: appointments",
    says: "can see one's appointments",
    description: "Lists appointments of the person's own calendar between two instants.",
    input: z.strictObject({ from: instant, to: instant }),
    operation: "listAppointments",
  }),
];

export const googleWriting = [
  declareWriting({
    need: mail("mail.send"),
    name: "gmail_send",
    title: "Gmail: send",
    says: "can send mail from one's own address",
    description: "Sends a mail in plain text from the person's own Gmail to one address.",
    input: z.strictObject({ to: z.email().max(254), subject: line, text: z.string().trim().min(1).max(20_000) }),
    texts: ["subject", "text"],
    reach: ({ to }) => ({ recipients: [to] }),
    operation: "sendMail",
    isFoundAgain: true,
  }),
  declareWriting({
    need: calendar("calendar.write"),
    name: "calendar_create",
    title: "Google Calendar: make an appointment",
    says: "can make appointments and invite to them",
    description: "Makes an appointment in the person's own calendar, and invites those named.",
    input: z.strictObject({
      title: line,
      text: z.string().max(5000).default(""),
      start: instant,
      end: instant,
      attendees: z.array(z.email().max(254)).max(20).default([]),
    }),
    texts: ["title", "text"],
    reach: ({ attendees }) => ({ recipients: attendees }),
    operation: "makeAppointment",
    isFoundAgain: false,
  }),
];
