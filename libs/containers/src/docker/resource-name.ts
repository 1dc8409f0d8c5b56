const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const IMAGE_REF = /^[a-zA-Z0-9][a-zA-Z0-9_./:@-]*$/;

/** A container or volume id or name as part of a path; anything else cannot lead elsewhere in the engine's API. */
export function pathName(name: string): string {
  if (!NAME.test(name)) throw new RangeError(`'${name}' is not a name that an engine gives or takes`);
  return name;
}

/** An image reference as part of a path. */
export function pathImage(ref: string): string {
  if (!IMAGE_REF.test(ref) || ref.includes('..')) throw new RangeError(`'${ref}' is not an image reference`);
  return ref;
}
