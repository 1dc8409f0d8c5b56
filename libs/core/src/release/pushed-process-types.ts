import { UserError } from '../errors/user-error.js';
import { isProcessTypeName } from './process-type-name.js';
