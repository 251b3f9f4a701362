import { readEnvironment, SHARED_VARIABLES } from "@nexa/core/composition/index";
import { z } from "zod";

/** The worker's environment: the server's variables, as far as the worker reads them. Empty variables count as unset. */
export const EnvSchema = z.object(SHARED_VARIABLES);

export type Env = z.output<typeof EnvSchema>;

/**
 * Reads the environment.
 * @throws BadEnvironment naming every variable that is wrong.
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  return readEnvironment(EnvSchema, variables, "worker");
}
