import { readFile } from "node:fs/promises";
import { describeReceipt } from "../../privacy/receipts/describe-receipt.ts";
import { type ReceiptVerdict, verifySignedReceipt } from "../../privacy/receipts/verify-signed-receipt.ts";
import { type CommandOutput, exitCodes, readVerifierArguments, reportingUnreadable } from "./offline-verifier.ts";

const usage = "Usage: avow receipt verify FILE [--key PUBLIC_KEY]... [--json]";

/** `avow receipt verify`: checks a receipt with nothing but the file, and says what it says. */
export async function run(args: string[], io: CommandOutput): Promise<number> {
  const asked = readVerifierArguments(args, { usage, takesCheckpoint: false }, io);
  if (asked === null) return exitCodes.unreadable;
  const { file, publicKeys, json } = asked;
  return reportingUnreadable(io, async () => {
    const document = parseJson(await readFile(file, "utf8"));
    const verdict = verifySignedReceipt(document, publicKeys && { publicKeys });
    if (json) io.out(JSON.stringify(verdict));
    else for (const sentence of describeVerdict(verdict)) io.out(sentence);
    return exitCodes[verdict.outcome];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // What is not JSON is no receipt, and the verifier says so of anything that is none.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function describeVerdict(verdict: ReceiptVerdict): string[] {
  if (verdict.outcome !== "verified") {
    const heading = verdict.outcome === "refused" ? "This receipt does not verify." : "This receipt cannot be read.";
    return [heading, `${verdict.sentence} (${verdict.code})`];
  }
  const { receipt, signed_by, key_trusted } = verdict;
  return [
    "This receipt verifies: it says what the deployment signed.",
    ...describeReceipt(receipt),
    receipt.log
      ? `It is entry ${receipt.log.index} of the log ${receipt.log.origin}.`
      : "It does not carry its place in the log.",
    key_trusted
      ? `Signed by the key you named, ${signed_by}.`
      : `Signed by key ${signed_by}, which the receipt itself names. Compare it with the one the deployment publishes, or pass that with --key.`,
  ];
}
