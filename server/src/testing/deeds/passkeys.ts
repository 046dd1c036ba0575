import { askAnonymously, type Person } from "../people.ts";
import { readAnswer } from "../read-answer.ts";
import { type Authenticator, makeAuthenticator } from "./software-authenticator.ts";
import type { World } from "../world.ts";

/** By the id of their passkey. */
const devices = new Map<string, Authenticator>();

type Added = { id: string; device: Authenticator; recovery_codes: string[] | null };

/** Has a person add a passkey of a new device, as their browser would. */
export async function addPasskey(person: Person, name = "Telephone"): Promise<Added> {
  const post = (path: string, json: object) => person.request(`/api/v1${path}`, { method: "POST", json });
  const { challenge } = await readAnswer<{ challenge: string }>(post("/passkey-registrations", {}), 201);
  const device = makeAuthenticator(person.userId);
  const credential = device.create({ challenge });
  const added = await readAnswer<Omit<Added, "device">>(post("/passkeys", { name, credential }), 201);
  devices.set(added.id, device);
  return { ...added, device };
}

/** A challenge for a passkey to sign. */
export async function askChallenge(world: World, ip = "127.0.0.1"): Promise<string> {
  return (await readAnswer<{ challenge: string }>(askAnonymously(world, "/api/v1/passkey-challenges", {}, ip), 201))
    .challenge;
}

type Begun = { next: string; session_id: string };

/** Another session of a person who may have a passkey by now. */
export async function beginAnother(world: World, person: Person): Promise<Begun> {
  const { email, password, ip } = person;
  const mine = await readAnswer<{ data: { id: string }[] }>(person.request("/api/v1/passkeys"), 200);
  const device = devices.get(mine.data[0]?.id ?? "");
  if (!device) return readAnswer<Begun>(askAnonymously(world, "/api/v1/sessions", { email, password }, ip), 201);
  const passkey = device.get({ challenge: await askChallenge(world, ip) });
  return readAnswer<Begun>(askAnonymously(world, "/api/v1/sessions/passkey", { passkey }, ip), 201);
}
