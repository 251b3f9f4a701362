// The floor of the sign-in row: the library's verification alone. Started by the sign-in row.
import { verify } from "@node-rs/argon2";
import { type Measurement, measurementOf } from "../load/measurement.ts";
import { answerJobs } from "../stack/child-side.ts";
import { type Loops, timeLoops } from "./time-loops.ts";

export type VerifyJob = Loops & { passwordHash: string; password: string };

async function run(job: VerifyJob): Promise<Measurement> {
  const work = async () => {
    if (!(await verify(job.passwordHash, job.password))) throw new Error("the password is not the one of the hash");
  };
  const { latencies, seconds } = await timeLoops(work, job);
  return measurementOf(latencies, seconds);
}

answerJobs(run);
