import { createHash } from "node:crypto";
import { askApi } from "../roles/calls/ask-api.ts";
import { type Api, ConnectorError } from "../roles/connector.ts";

type Event = {
  id: string;
  summary?: string;
  description?: string;
  location?: string;
  start?: { dateTime?: string; date?: string };
  end?: { dateTime?: string; date?: string };
  attendees?: { email?: string }[];
};

const events = "/calendar/v3/calendars/primary/events";
const listedMost = 50;

export async function listAppointments(api: Api, { from, to }: { from: string; to: string }) {
  const query = { timeMin: from, timeMax: to, singleEvents: "true", orderBy: "startTime", maxResults: listedMost };
  const found = await askApi<{ items?: Event[] }>(api, events, { query });
  return (found.items ?? []).map(({ id, summary, description, location, start, end, attendees }) => ({
    id,
    title: summary,
    text: description,
    location,
    start: start?.dateTime ?? start?.date,
    end: end?.dateTime ?? end?.date,
    with: attendees?.map(({ email }) => email),
  }));
}

export type Appointment = { title: string; text: string; start: string; end: string; attendees: readonly string[] };

/** Google takes an id of ours (letters a to v and digits) and makes one appointment of it, however often it is sent. */
const idOf = (key: string) => createHash("sha256").update(key).digest("hex");

export async function makeAppointment(api: Api, asked: Appointment, key: string): Promise<string> {
  const { title, text, start, end, attendees } = asked;
  const json = {
    id: idOf(key),
    summary: title,
    description: text,
    start: { dateTime: start },
    end: { dateTime: end },
    ...(attendees.length > 0 ? { attendees: attendees.map((email) => ({ email })) } : {}),
  };
  try {
    const query = { sendUpdates: attendees.length > 0 ? "all" : "none" };
    return (await askApi<Event>(api, events, { method: "POST", json, query })).id;
  } catch (error) {
    if (error instanceof ConnectorError && error.status === 409) return json.id;
    throw error;
  }
}
