import { randomUUID } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { verify as verifyBcrypt } from "@node-rs/bcrypt";
import type { PasswordCost } from "../../framework/context.ts";
import { userErrors } from "./errors.ts";

/** What every new password hash costs, unless the deployment says otherwise. */
export const usualCost: PasswordCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
/** OWASP's minimum for argon2id. */
const floor: PasswordCost = { memoryKiB: 19 * 1024, passes: 2, lanes: 1 };

/** `Algorithm.Argon2id` of @node-rs/argon2, whose enum erases. */
const argon2id = 2;

/** Each hash takes its memory while it runs, so few run at once; more than so many waiting are turned away. */
const runningMax = 3;
const waitingMax = 200;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= runningMax) {
    if (waiting.length >= waitingMax) throw userErrors.busy({}, 5);
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** One spelling per password, whatever the keyboard composed (RFC 8265 § 4.2). */
const normalize = (password: string) => password.normalize("NFC");

/** @returns the PHC string, with a salt of its own. @throws when `cost` is below the floor */
export function hashPassword(password: string, cost: PasswordCost = usualCost): Promise<string> {
  const isTooCheap = cost.memoryKiB < floor.memoryKiB || cost.passes < floor.passes || cost.lanes < floor.lanes;
  if (isTooCheap) throw new Error("the cost of password hashes is below the floor");
  const options = { algorithm: argon2id, memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: cost.lanes };
  return inTurn(() => hash(normalize(password), options));
}

const decoys = new Map<string, Promise<string>>();

/** The hash of a password nobody has, to compare with where there is no account. */
function decoyFor(cost: PasswordCost): Promise<string> {
  const name = JSON.stringify(cost);
  const decoy = decoys.get(name) ?? hashPassword(randomUUID(), cost);
  decoys.set(name, decoy);
  return decoy;
}

/** A hash of another system's, brought along with its person: made anew with argon2id when they next sign in. */
const isBcrypt = (phc: string) => /^\$2[aby]\$/.test(phc);

/** Compares, and takes as long where there is nothing to compare with: the answer's time does not tell who has an account. */
export async function verifyPassword(
  phc: string | undefined,
  password: string,
  cost: PasswordCost = usualCost,
): Promise<boolean> {
  const decoy = await decoyFor(cost);
  const isRight = await inTurn(() =>
    phc !== undefined && isBcrypt(phc) ? verifyBcrypt(password, phc) : verify(phc ?? decoy, normalize(password)),
  );
  return isRight && phc !== undefined;
}

/** Whether a stored hash was made at another cost than new ones are. */
export function isOutdated(phc: string, cost: PasswordCost = usualCost): boolean {
  return !phc.startsWith(`$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$`);
}
