import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, onPath, untilListening } from "./server-process.ts";

export type TestS3 = {
  readonly bucket: string;
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  stop(): Promise<void>;
};

/** The `versitygw` of NEXA_TEST_S3 (as `.ci/run` installs it), else of PATH; null where there is none: what needs it counts as skipped. */
export function findS3(environment: NodeJS.ProcessEnv = process.env): string | null {
  return environment.NEXA_TEST_S3 || onPath("versitygw", environment.PATH);
}

/** An S3 storage with one empty bucket, for one test file. It checks signatures. */
export async function startTestS3(command: string): Promise<TestS3> {
  const [accessKeyId, secretAccessKey] = [randomBytes(8).toString("hex"), randomBytes(16).toString("hex")];
  const [bucket, region] = ["nexa-test", "us-east-1"];
  const folder = join(tmpdir(), `nexa-s3-${randomBytes(6).toString("hex")}`);
  // A folder of the storage is a bucket.
  mkdirSync(join(folder, bucket), { recursive: true });
  const port = await freePort();
  const child = spawn(command, ["--port", `127.0.0.1:${port}`, "--region", region, "posix", folder], {
    stdio: "ignore",
    env: { ...process.env, ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey },
  });
  await untilListening(port, child, "S3 storage");
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGTERM")) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { bucket, endpoint: `http://127.0.0.1:${port}`, region, accessKeyId, secretAccessKey, stop };
}
