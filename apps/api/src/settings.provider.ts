/** Injection token of the checked Settings. */
export const SETTINGS = Symbol('SETTINGS');
