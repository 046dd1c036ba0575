import type { KeyObject } from "node:crypto";
import { parseArgs } from "node:util";
import { readPublicKey } from "../../privacy/log/ed25519.ts";
import { readVerifierKey } from "../../privacy/log/signed-note.ts";

/** Where a command writes: what it found, and why it could not look. */
export type CommandOutput = { out: (line: string) => void; error: (line: string) => void };

/** The exit codes of every verifier. */
export const exitCodes = { verified: 0, refused: 1, unreadable: 2 } as const;

export type VerifierArguments = { file: string; publicKeys?: KeyObject[]; checkpoint?: string; json: boolean };

/** Null when they were not understood; the usage has been printed then. */
export function readVerifierArguments(
  args: string[],
  { usage, takesCheckpoint }: { usage: string; takesCheckpoint: boolean },
  io: CommandOutput,
): VerifierArguments | null {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        key: { type: "string", multiple: true },
        checkpoint: { type: "string" },
        json: { type: "boolean" },
      },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new TypeError("Name one file.");
    const publicKeys = values.key?.map(readKey);
    const { checkpoint, json = false } = values;
    if (checkpoint !== undefined && !takesCheckpoint) throw new TypeError("A receipt carries its own checkpoint.");
    return { file, json, ...(publicKeys && { publicKeys }), ...(checkpoint !== undefined && { checkpoint }) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    io.error(error.message);
    io.error(usage);
    return null;
  }
}

/** Runs `check`; a file that cannot be opened is told to the user and ends with the code for it. */
export async function reportingUnreadable(io: CommandOutput, check: () => Promise<number>): Promise<number> {
  try {
    return await check();
  } catch (error) {
    if (!isFileError(error)) throw error;
    io.error(`The file cannot be read: ${error.message}.`);
    return exitCodes.unreadable;
  }
}

function readKey(text: string): KeyObject {
  const key = readPublicKey(text) ?? readVerifierKey(text)?.publicKey;
  if (key === undefined) throw new TypeError(`${text} is not a public key: 32 bytes in base64, or name+id+key.`);
  return key;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}
