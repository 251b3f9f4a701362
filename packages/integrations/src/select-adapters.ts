import type { Clock } from "./clock.ts";
import { createConsoleEmail } from "./email/console.ts";
import type { EmailPort } from "./email/port.ts";
import { createLocalFolderFiles } from "./files/local-folder.ts";
import type { FilesPort } from "./files/port.ts";
import { createS3Files, type S3Options } from "./files/s3.ts";
import type { PaymentGateway } from "./payments/port.ts";
import { createSimulatedGateway } from "./payments/simulated/create-simulated-gateway.ts";
import { createHttpGateway } from "./payments/simulated/http-gateway.ts";
import type { SimulatedGatewayOptions, SimulatedLogger } from "./payments/simulated/options.ts";
import { createConsolePush } from "./push/console.ts";
import type { PushPort } from "./push/port.ts";
import { createConsoleSms } from "./sms/console.ts";
import type { SmsPort } from "./sms/port.ts";
import { createLocalFolderStorage } from "./storage/local-folder.ts";
import type { StoragePort } from "./storage/port.ts";

export const paymentProviders = ["simulated"] as const;
export const smsProviders = ["console"] as const;
export const pushProviders = ["console"] as const;
export const emailProviders = ["console"] as const;

export interface PaymentsConfig extends Omit<SimulatedGatewayOptions, "clock" | "logger"> {
  readonly provider: string;
  /** Where the gateway runs as its own process; in this one when left out. */
  readonly apart?:
    | { readonly url: string; readonly apiKey: string; readonly timeoutMs?: number | undefined }
    | undefined;
}

export interface MessagesConfig {
  readonly provider: string;
  /** A JSON-lines file that keeps what was sent; in memory when left out. */
  readonly outboxPath?: string | undefined;
}

export interface AdaptersConfig {
  readonly clock: Clock;
  readonly logger?: SimulatedLogger | undefined;
  /** Receives the console adapters' lines. */
  readonly write: (line: string) => void;
  readonly payments: PaymentsConfig;
  readonly sms: MessagesConfig;
  readonly push: MessagesConfig;
  readonly email: MessagesConfig;
  /** The folder that uploaded files are kept in. */
  readonly storageFolder: string;
  /** The folder that backups and exports are kept in. */
  readonly filesFolder: string;
  /** The bucket that they are kept in instead. */
  readonly filesBucket?: S3Options | undefined;
}

export interface Adapters {
  readonly payments: PaymentGateway;
  readonly sms: SmsPort;
  readonly push: PushPort;
  readonly email: EmailPort;
  readonly storage: StoragePort;
  readonly files: FilesPort;
  /** Makes ready what the adapters need, and starts their background work. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The configuration names a provider that there is no adapter for. */
export class UnknownProvider extends Error {
  override readonly name = "UnknownProvider";

  constructor(kind: string, provider: string, known: readonly string[]) {
    super(`There is no ${kind} provider "${provider}". Choose one of: ${known.join(", ")}.`);
  }
}

function requireKnown(kind: string, provider: string, known: readonly string[]): void {
  if (!known.includes(provider)) throw new UnknownProvider(kind, provider, known);
}

type Payments = Pick<Adapters, "payments" | "start" | "stop">;

function selectPayments({ payments: config, clock, logger }: AdaptersConfig): Payments {
  const { provider, apart, ...options } = config;
  requireKnown("payments", provider, paymentProviders);
  if (apart !== undefined) {
    const payments = createHttpGateway({ ...apart, clock, webhookSecret: options.webhookSecret });
    return { payments, start: async () => undefined, stop: async () => undefined };
  }
  const payments = createSimulatedGateway({ ...options, clock, logger });
  return {
    payments,
    async start() {
      await payments.ensureSchema();
      payments.start();
    },
    stop: () => payments.stop(),
  };
}

/**
 * The adapters that the configuration names.
 * @throws UnknownProvider for a name without an adapter.
 */
export function selectAdapters(config: AdaptersConfig): Adapters {
  requireKnown("SMS", config.sms.provider, smsProviders);
  requireKnown("push", config.push.provider, pushProviders);
  requireKnown("e-mail", config.email.provider, emailProviders);
  const { clock, write } = config;
  return {
    ...selectPayments(config),
    sms: createConsoleSms({ clock, write, outboxPath: config.sms.outboxPath }),
    push: createConsolePush({ clock, write, outboxPath: config.push.outboxPath }),
    email: createConsoleEmail({ clock, write, outboxPath: config.email.outboxPath }),
    storage: createLocalFolderStorage(config.storageFolder),
    files: config.filesBucket ? createS3Files(config.filesBucket) : createLocalFolderFiles(config.filesFolder),
  };
}
