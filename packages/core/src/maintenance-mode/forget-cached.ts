import { forgetCatalog } from "../catalog/index.ts";
import { forgetCredentials } from "../identity/index.ts";
import { forgetPartnerKeys } from "../partners/index.ts";
import type { Runtime } from "../runtime.ts";
import { forgetSettings } from "../settings/index.ts";

/** Makes this process read everything again that it keeps of the database: a restore has put other rows under it. */
export function forgetCached(runtime: Runtime): void {
  forgetCatalog({ runtime });
  forgetCredentials({ runtime });
  forgetPartnerKeys({ runtime });
  forgetSettings({ runtime });
}
