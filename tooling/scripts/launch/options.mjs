import { parseArgs } from "node:util";
import { Stop } from "./stop.mjs";

const HELP = `npm start [-- options]     starts NEXA: database, server and worker

  --port N     listen on port N (default: PORT, else 3000)
  --no-demo    start without the demo data
  --reset      first delete all data in the data folder; backups are kept
  --help       this text

Data lives in .nexa, or in the folder NEXA_DATA_DIR names. Every setting is listed in .env.example.`;

/** The options of `npm start`; ends the command with one line where they are wrong. */
export function startOptions(args) {
  const { values } = read(args);
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
    throw new Stop("--port takes a number from 1 to 65535, for example: npm start -- --port 3001", 2);
  }
  return { isHelp: values.help, text: HELP, port, isReset: values.reset, hasDemo: !values["no-demo"] };
}

function read(args) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: "boolean", short: "h", default: false },
        reset: { type: "boolean", default: false },
        "no-demo": { type: "boolean", default: false },
        port: { type: "string" },
      },
    });
  } catch (error) {
    throw new Stop(`${error.message.split(". ")[0]}. See: npm start -- --help`, 2);
  }
}
