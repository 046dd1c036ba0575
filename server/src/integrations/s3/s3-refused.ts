/** The server answered, and not as asked. Its code is S3's own word; its message may hold names and stays out. */
export class S3Refused extends Error {
  override readonly name = "S3Refused";
  readonly status: number;
  readonly code: string | undefined;
  constructor(status: number, code: string | undefined) {
    super(`the S3 server answered ${status}${code ? ` ${code}` : ""}`);
    this.status = status;
    this.code = code;
  }
}
