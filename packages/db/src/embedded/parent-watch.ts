import { spawn } from "node:child_process";

const SCRIPT = `
trap '' INT TERM HUP
read -r line
signal=$1; pids=$2; shift 2
for pid in $pids; do kill -"$signal" "$pid" 2>/dev/null; done
[ "$#" -gt 0 ] || exit 0
for pid in $pids; do
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
done
rm -rf "$@"
`;

/**
 * Signals processes when this one dies, even by kill -9: a shell waits on a pipe that only this process holds open.
 * @param removeFolders folders to delete once they have ended.
 * @returns how to end the watch, to be called when the processes have ended in the normal way.
 */
export function stopWithParent(
  pids: readonly number[],
  signal: "INT" | "TERM",
  removeFolders: readonly string[] = [],
): () => void {
  const watcher = spawn("/bin/sh", ["-c", SCRIPT, "nexa-watch", signal, pids.join(" "), ...removeFolders], {
    cwd: "/",
    detached: true,
    env: { PATH: "/usr/local/bin:/usr/bin:/bin" },
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  // Without a shell there is only no watch: the next start finds and stops what was left.
  watcher.once("error", () => undefined);
  return () => watcher.kill("SIGKILL");
}
