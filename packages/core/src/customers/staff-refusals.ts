import { CoreError } from "@nexa/contracts";
import { identityErrors } from "../identity/index.ts";
import { linesErrors } from "../lines/index.ts";
import { customersErrors } from "./errors.ts";

/** Says to staff what a number's refusals say to its customer. */
export async function forStaff<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    if (error.reason === identityErrors.phoneTaken().reason) throw customersErrors.numberTaken();
    if (error.reason === linesErrors.ownedByOther().reason) throw customersErrors.numberOwned();
    throw error;
  }
}
