import { startWorker } from "../stack/child-process.ts";
import type { BareServerJob } from "./bare-server.ts";

const START_SECONDS = 30;

export type BareServer = { url: string; stop(): Promise<void> };

/** Starts one of the bare servers and waits until it listens. */
export async function startBareServer(job: BareServerJob): Promise<BareServer> {
  const worker = startWorker<BareServerJob, { port: number }>(new URL("./bare-server.ts", import.meta.url));
  try {
    const { port } = await worker.run(job, START_SECONDS);
    return { url: `http://127.0.0.1:${port}`, stop: worker.stop };
  } catch (error) {
    await worker.stop();
    throw error;
  }
}
