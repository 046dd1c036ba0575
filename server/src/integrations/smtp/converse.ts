import SMTPConnection from "nodemailer/lib/smtp-connection";
import { describeSmtp } from "./describe-smtp.ts";

/** What nodemailer adds to an error: its own code, that of Node or OpenSSL, the command, and the server's reply. */
export type SmtpError = Error & {
  code?: string | undefined;
  originalCode?: string | undefined;
  command?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
};

/** Ends a conversation that took too long. */
const outOfTime = (): SmtpError => Object.assign(new Error("out of time"), { code: "OUT_OF_TIME" });
const hungUp = (): SmtpError => Object.assign(new Error("the server hung up"), { code: "ECONNECTION" });

type Speak<T> = (connection: SMTPConnection, done: (error: SmtpError | null, said?: T) => void) => void;

/**
 * Connects, encrypts, signs in, does one thing, and leaves. The host is the operator's choice, given at the start, so it may lie
 * in their network.
 * @throws SmtpError
 */
export async function converse<T>(smtpUrl: string, signal: AbortSignal, speak: Speak<T>): Promise<T> {
  const { auth, ...options } = describeSmtp(smtpUrl);
  const connection = new SMTPConnection(options);
  const late = new AbortController();
  try {
    const answer = await new Promise<T>((resolve, reject: (error: SmtpError) => void) => {
      signal.addEventListener("abort", () => reject(outOfTime()), { once: true, signal: late.signal });
      if (signal.aborted) return reject(outOfTime());
      connection.on("error", reject);
      connection.once("end", () => reject(hungUp()));
      const speakUp = () => speak(connection, (error, said) => (error ? reject(error) : resolve(said as T)));
      connection.connect((error) => {
        if (error) reject(error);
        else if (auth) connection.login(auth, (refused) => (refused ? reject(refused) : speakUp()));
        else speakUp();
      });
    });
    connection.quit();
    return answer;
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    late.abort();
  }
}
