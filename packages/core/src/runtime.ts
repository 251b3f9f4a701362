import { type ContentStore, createPostgresContentStore } from "@nexa/content";
import type { DatabaseConnection } from "@nexa/db";
import type { EmailPort } from "@nexa/integrations/email/port";
import type { FilesPort } from "@nexa/integrations/files/port";
import type { PaymentGateway } from "@nexa/integrations/payments/port";
import type { PushPort } from "@nexa/integrations/push/port";
import type { SmsPort } from "@nexa/integrations/sms/port";
import type { StoragePort } from "@nexa/integrations/storage/port";
import type { Clock } from "./clock.ts";

/** Structured log, as pino gives it. */
export interface Logger {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The doors to the outside world. */
export type Gateways = {
  readonly payments: PaymentGateway;
  readonly sms: SmsPort;
  readonly push: PushPort;
  readonly email: EmailPort;
  readonly storage: StoragePort;
  readonly files: FilesPort;
};

/** What the installation decided. */
export type CoreConfig = {
  /** Newest first; the first one signs, all are accepted. 32 bytes or more each. */
  readonly authSecrets: readonly [string, ...string[]];
  readonly phoneVerification: "required" | "off";
  /** Whether the holder of a number must agree before it is linked. `off` only in the demo. Unset means required. */
  readonly linkConsent?: "required" | "off";
  /** Unset means no. */
  readonly isDemo?: boolean;
  /** `off` only for benches and load tests. Unset means on. */
  readonly rateLimits?: "on" | "off";
  /** Encrypt backups: the first one new ones, all of them may open old ones. None: backups are not encrypted. */
  readonly backupKeys?: readonly string[] | undefined;
  /** How people reach the web apps, for links in messages: an origin without a slash at its end. */
  readonly publicUrl: string;
  /** The database past a connection pooler, for what needs a session of its own. Unset: as the pool connects. */
  readonly databaseDirectUrl?: string;
  /** ISO 3166 country, IANA time zone, ISO 4217 currency. */
  readonly operator: { readonly country: string; readonly timezone: string; readonly currency: string };
};

export type RuntimeDeps = {
  readonly db: DatabaseConnection;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly gateways: Gateways;
  readonly config: CoreConfig;
  /** Where CMS content is kept. Unset: in `db`. */
  readonly content?: ContentStore;
};

/** What lives as long as the process: configuration, and the caches and batchers that domains keep in slots. */
export type Runtime = RuntimeDeps & {
  readonly content: ContentStore;
  readonly onClose: (close: () => Promise<void>) => void;
  close(): Promise<void>;
};

/** Made once per process by the server, the worker, a script or a test. */
export function createRuntime(deps: RuntimeDeps): Runtime {
  const closers: (() => Promise<void>)[] = [];
  return {
    ...deps,
    content: deps.content ?? createPostgresContentStore(deps.db),
    onClose: (close) => {
      closers.push(close);
    },
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

/**
 * A domain's own piece of the runtime, made on first use: `const catalogCache = runtimeSlot((runtime) => …)`, then
 * `catalogCache(ctx)`. It belongs to one runtime, so two servers in one test do not share it.
 */
export function runtimeSlot<T>(create: (runtime: Runtime) => T): (ctx: { readonly runtime: Runtime }) => T {
  const made = new WeakMap<Runtime, { value: T }>();
  return ({ runtime }) => {
    let slot = made.get(runtime);
    if (!slot) {
      slot = { value: create(runtime) };
      made.set(runtime, slot);
    }
    return slot.value;
  };
}
