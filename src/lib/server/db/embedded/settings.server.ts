import { statfsSync } from 'node:fs';

/**
 * How our own PostgreSQL is set, at every start anew. Durability is left as it is: on. What is given here
 * cannot be changed with `alter system`; everything else can.
 */
export function settings({ port }: { port: number }): Record<string, string | number> {
  return {
    listen_addresses: '127.0.0.1',
    port,
    // The paths of sockets may not be longer than 107 bytes; checkouts lie deeper.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    maintenance_work_mem: '256MB',
    work_mem: '16MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    // Our queries are short: compiling them takes longer than running them.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    dynamic_shared_memory_type: hasSharedMemory() ? 'posix' : 'mmap',
    // The query of an application that has died ends with it.
    client_connection_check_interval: '5s',
    // One file per weekday, overwritten after a week.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: 0,
    log_truncate_on_rotation: 'on',
    // A violated constraint is logged without the values, which are somebody's name or address.
    log_error_verbosity: 'terse',
  };
}

/** Containers often have 64 MB, which a parallel query exceeds. */
function hasSharedMemory(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= 256 * 1024 * 1024;
  } catch {
    return false;
  }
}
