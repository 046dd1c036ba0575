import { readFile } from "node:fs/promises";
import { type ReportVerdict, verifySignedReport } from "../../privacy/reports/verify-signed-report.ts";
import { type CommandOutput, exitCodes, readVerifierArguments, reportingUnreadable } from "./offline-verifier.ts";

const usage = "Usage: avow report verify FILE [--key PUBLIC_KEY]... [--json]";

/** `avow report verify`: checks a report of promises with nothing but the file, and says how each statement is kept. */
export async function run(args: string[], io: CommandOutput): Promise<number> {
  const asked = readVerifierArguments(args, { usage, takesCheckpoint: false }, io);
  if (asked === null) return exitCodes.unreadable;
  const { file, publicKeys, json } = asked;
  return reportingUnreadable(io, async () => {
    const verdict = verifySignedReport(parseJson(await readFile(file, "utf8")), publicKeys && { publicKeys });
    if (json) io.out(JSON.stringify(verdict));
    else for (const sentence of describeVerdict(verdict)) io.out(sentence);
    return exitCodes[verdict.outcome];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // no report, and the verifier says so of anything that is none
    throw error;
  }
}

function describeVerdict(verdict: ReportVerdict): string[] {
  if (verdict.outcome !== "verified") {
    const heading = verdict.outcome === "refused" ? "This report does not verify." : "This report cannot be read.";
    return [heading, `${verdict.sentence} (${verdict.code})`];
  }
  const { report, signed_by, key_trusted } = verdict;
  const statements = Object.entries(report.statements);
  const counts = Object.entries(Object.groupBy(statements, ([, { state }]) => state));
  const sums = counts.map(([state, list]) => `${list.length} ${state}`).join(", ");
  return [
    "This report verifies: it says what the deployment signed, and what is said to be kept lies in its log.",
    `${report.deployment.origin} at ${report.at}${report.preset ? `, by the preset ${report.preset}` : ""}: ${statements.length} statements, ${sums}.`,
    ...statements.map(
      ([id, one]) =>
        `${id.padEnd(12)}${one.state.padEnd(10)}${one.duty ?? one.promise}${one.because ? `: ${one.because}` : ""}`,
    ),
    key_trusted
      ? `Signed by the key you named, ${signed_by}.`
      : `Signed by key ${signed_by}, which the report itself names. Compare it with the one the deployment publishes, or pass that with --key.`,
  ];
}
