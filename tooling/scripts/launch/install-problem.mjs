const PROBLEMS = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|META_FETCH_FAIL|network/i,
    "The package registry cannot be reached. The first start needs the network once: check the connection or the proxy (npm config get registry) and start again.",
  ],
  [/ENOSPC/, "The disk is full. Free about 2 GB and start again."],
  [/EACCES|EPERM|EROFS/, "A file cannot be written. Run this as the user who owns the folder and its node_modules."],
  [/OUTDATED_LOCKFILE/, "pnpm-lock.yaml does not fit the package.json files. Run: npx pnpm install"],
];

/** One sentence about an installation that failed, from what pnpm printed. */
export function installProblem(output, code) {
  if (code === 130 || code === 143) return "The installation was stopped. Start again to finish it.";
  const known = PROBLEMS.find(([pattern]) => pattern.test(output));
  if (known) return known[1];
  const last = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /error|ERR_|fail/i.test(line))
    .at(-1);
  return `The installation failed: ${last ?? `pnpm ended with code ${code}`}`;
}
