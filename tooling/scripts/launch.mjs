// The way in for `npm start` and `npm test`. It runs before anything is installed, so it is plain JavaScript without
// libraries, and imports the rest only when this Node can read it.
const OLDEST_NODE = 20;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(
    `NEXA needs Node ${OLDEST_NODE} or later; this is Node ${process.versions.node}. Get it from nodejs.org.`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import("./launch/main.mjs");
  await main(process.argv.slice(2));
}
