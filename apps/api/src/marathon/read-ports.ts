import { fields, list, only, whole } from '../definitions/read-fields.js';
import { HOLDS } from './what-holds.js';

const anyPort = whole({ min: 0, max: 65_535 });

// 0 is Marathon's "any": PORT says which
const mapping = fields({
  containerPort: only(0, HOLDS.containerPort),
  hostPort: anyPort,
  servicePort: only(0),
  protocol: only('tcp'),
  labels: only({}),
});

/** The one port of a container: it listens on PORT, and the platform chooses the host's port in front of it. */
export const readPortMappings = list(mapping, { max: 1 });

export const readPortDefinitions = list(fields({ port: anyPort, protocol: only('tcp'), labels: only({}) }), { max: 1 });
