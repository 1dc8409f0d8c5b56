import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { UserError } from '@jujube/core/errors/user-error.js';

/** Bodies are taken field by field as their DTO declares them; an unknown field is a mistake, never ignored. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new UserError('invalid_params', firstMistake(errors, '')),
  });
}

function firstMistake(errors: readonly ValidationError[], path: string): string {
  const error = errors[0];
  if (!error) return 'The body does not fit this route.';
  const field = path + error.property;
  if (error.children?.length) return firstMistake(error.children, `${field}.`);
  const [rule, message] = Object.entries(error.constraints ?? {})[0] ?? [];
  if (rule === 'nestedValidation') return `${field} must hold objects`;
  if (rule === 'whitelistValidation')
    return `${field}: unknown field. GET /openapi.json lists the fields of this route.`;
  return `${path}${message ?? `${error.property} is not valid`}`;
}
