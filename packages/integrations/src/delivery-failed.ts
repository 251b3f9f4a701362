export interface DeliveryFailure {
  /** Trying again cannot help: the number or the device does not exist. */
  readonly permanent: boolean;
  /** The push token is dead: the device should be forgotten. */
  readonly deadToken?: boolean | undefined;
}

/** A message was not handed over to the provider. */
export class DeliveryFailed extends Error {
  override readonly name = "DeliveryFailed";
  readonly permanent: boolean;
  readonly deadToken: boolean;

  constructor(message: string, failure: DeliveryFailure, options?: ErrorOptions) {
    super(message, options);
    this.permanent = failure.permanent;
    this.deadToken = failure.deadToken ?? false;
  }
}
