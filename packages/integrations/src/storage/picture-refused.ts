/** Why bytes that someone sent are not taken as a picture. */
export type PictureFault = "unsupported" | "broken" | "tooManyPixels" | "mixed";

/** The bytes are not a picture we take. */
export class PictureRefused extends Error {
  override readonly name = "PictureRefused";
  readonly fault: PictureFault;

  constructor(fault: PictureFault, options?: ErrorOptions) {
    super(`The picture was refused: ${fault}.`, options);
    this.fault = fault;
  }
}
