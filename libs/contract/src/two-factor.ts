/** A secret for codes, which counts once it is confirmed. */
export interface OfferedTwoFactor {
  /** base32 */
  secret: string;
  /** `otpauth://…`, as apps read it */
  url: string;
}

/** Each opens once, when the device is lost. */
export interface RecoveryCodes {
  recovery_codes: string[];
}
