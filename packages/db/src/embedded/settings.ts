const ALWAYS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  max_connections: 200,
  max_locks_per_transaction: 256,
  jit: "off",
  random_page_cost: 1.1,
  // Failed statements are answered to the program that sent them; the log would keep their personal data.
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};

const DURABLE = { shared_buffers: "256MB", max_wal_size: "1GB", checkpoint_timeout: "10min" };

const EPHEMERAL = {
  shared_buffers: "128MB",
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: 0,
  max_wal_size: "2GB",
  autovacuum: "off",
};

/** Server settings: durable for people's data, fast and forgetful for tests. The caller's own come last. */
export function serverSettings(
  isEphemeral: boolean,
  own: Record<string, string | number>,
): Record<string, string | number> {
  return { ...ALWAYS, ...(isEphemeral ? EPHEMERAL : DURABLE), ...own };
}
