export { createMicroBatcher, type MicroBatcherOptions } from "./batching/micro-batcher.ts";
export type { Clock } from "./clock.ts";
export { DeliveryFailed, type DeliveryFailure } from "./delivery-failed.ts";
export { type ConsoleEmail, type ConsoleEmailOptions, createConsoleEmail, type SentEmail } from "./email/console.ts";
export type { EmailMessage, EmailPort } from "./email/port.ts";
export { createLocalFolderFiles } from "./files/local-folder.ts";
export { FileKeyInvalid, type FilesPort, type StoredFile } from "./files/port.ts";
export { createS3Files, type S3Options } from "./files/s3.ts";
export * from "./payments/errors.ts";
export * from "./payments/port.ts";
export { createSimulatedGateway } from "./payments/simulated/create-simulated-gateway.ts";
export type { AnswerInterceptor, SimulatedGateway } from "./payments/simulated/gateway.ts";
export { createHttpGateway, type HttpGatewayOptions } from "./payments/simulated/http-gateway.ts";
export type {
  SimulatedGatewayOptions,
  SimulatedLogger,
  SimulatedTiming,
  SimulatedWebhooks,
} from "./payments/simulated/options.ts";
export type { SignedWebhook } from "./payments/simulated/webhook-signature.ts";
export { type ConsolePush, type ConsolePushOptions, createConsolePush, type SentPush } from "./push/console.ts";
export type { PushMessage, PushPort } from "./push/port.ts";
export {
  type Adapters,
  type AdaptersConfig,
  emailProviders,
  type MessagesConfig,
  type PaymentsConfig,
  paymentProviders,
  pushProviders,
  selectAdapters,
  smsProviders,
  UnknownProvider,
} from "./select-adapters.ts";
export { type ConsoleSms, type ConsoleSmsOptions, createConsoleSms, type SentSms } from "./sms/console.ts";
export type { MessageReceipt, SmsMessage, SmsPort } from "./sms/port.ts";
export { createLocalFolderStorage } from "./storage/local-folder.ts";
export { type PictureFault, PictureRefused } from "./storage/picture-refused.ts";
export { StorageIdInvalid, type StoragePort } from "./storage/port.ts";
