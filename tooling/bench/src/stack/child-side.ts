/** In a child process: answers each job that the parent sends with what `run` makes of it, or with the error. */
export function answerJobs<Job, Answer>(run: (job: Job) => Promise<Answer>): void {
  process.on("message", (job: Job) => {
    run(job).then(
      (answer) => process.send?.({ answer }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : error }),
    );
  });
  process.on("disconnect", () => process.exit(0));
}
