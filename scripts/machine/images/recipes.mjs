import { createHash } from 'node:crypto';

/**
 * The images that are made from Debian packages where no image can be pulled. `node: true` adds this machine's node and npm;
 * `early` are files that must be there before packages are configured. The Dockerfiles in docker/ say the same for machines that can pull.
 */
export const RECIPES = {
  base: {
    suite: 'bookworm',
    packages: ['ca-certificates', 'curl', 'git', 'libstdc++6', 'procps'],
    node: true,
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'NODE_ENV=production'],
      Cmd: ['bash'],
    },
  },
  builder: {
    suite: 'bookworm',
    packages: ['buildah', 'ca-certificates', 'crun', 'fuse-overlayfs', 'git', 'netavark'],
    node: false,
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'],
      Cmd: ['buildah', 'version'],
    },
  },
  // what the containers of docker/compose.yml need, ours and the services
  services: {
    suite: 'bookworm',
    packages: [
      ...['ca-certificates', 'docker-registry', 'git', 'haproxy', 'libstdc++6', 'openssh-client'],
      ...['postgresql-15', 'redis-server'],
    ],
    node: true,
    early: { '/etc/postgresql-common/createcluster.conf': 'create_main_cluster = false\n' },
    config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: ['bash'] },
  },
};

// raise it when the way of making changes, so that cached images are made again
const FORMAT = 2;

/** Twelve hex digits that change with everything an image is made from. */
export function recipeHash(recipe) {
  const inputs = [FORMAT, recipe, recipe.node ? process.version : '', process.arch];
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 12);
}
