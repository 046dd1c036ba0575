/** After this the process has had the time that a clean stop gets. */
const lastResortMs = 30_000;

/**
 * Stops this process cleanly, as by SIGTERM, when the launcher that started it is gone without a word (kill -9). The
 * launcher holds a channel to it that the kernel closes then. Without a launcher it does nothing.
 */
export function exitWhenLauncherDies(): void {
  const stop = () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), lastResortMs).unref();
  };
  const hadChannel = typeof process.connected === "boolean";
  if (hadChannel && !process.connected) stop(); // it died before we came this far
  if (!process.channel) return;
  process.once("disconnect", stop);
  process.channel.unref();
}
