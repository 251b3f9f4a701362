import { forgetAccount } from "../app/forget-account.ts";
import { dropLoaded } from "../pwa/loaded-store.ts";

/** Leaves nothing of the account on this device. Called once no screen of it is shown any more. */
export async function leaveAccount(): Promise<void> {
  forgetAccount();
  // A browser without a database kept nothing.
  await dropLoaded().catch(() => undefined);
}
