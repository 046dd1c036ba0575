/** PostgreSQL settings by name, as on its command line. */
export type Settings = Readonly<Record<string, string | number>>;

/** What the embedded server always runs with; a caller's settings may change the rest, never the access. */
export function serverSettings(chosen: Settings, port: number): Settings {
  return {
    max_connections: 100,
    shared_buffers: "64MB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    ...chosen,
    ...quietLog,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port,
    password_encryption: "scram-sha-256",
    logging_collector: "off",
    log_destination: "stderr",
  };
}

/** Statements, parameters and row contents are personal data and never reach a log. */
const quietLog: Settings = {
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_statement: "none",
  log_min_duration_statement: -1,
  log_line_prefix: "%m [%p] ",
};
