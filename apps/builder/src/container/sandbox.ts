import type { SandboxMode } from '@jujube/core/cluster/host.js';
import type { Capability, SecurityOption } from '@jujube/containers/container-spec.js';

export interface Sandbox {
  storageDriver: 'overlay' | 'vfs';
  capAdd: Capability[];
  securityOpt: SecurityOption[];
}

// what Docker gives every container: a RUN may change root, set file capabilities, make device nodes
const ORDINARY: Capability[] = ['SYS_CHROOT', 'SETFCAP', 'MKNOD', 'AUDIT_WRITE'];

/**
 * What a host's sandbox mode allows a build container. `default` may mount (overlay) behind the engine's seccomp profile;
 * `strict` may not and copies whole layers instead, two to three times slower; `privileged` is for hosts without apps.
 */
export const SANDBOXES: Readonly<Record<SandboxMode, Sandbox>> = {
  // AppArmor's default profile forbids every mount, also inside of a mount namespace
  default: { storageDriver: 'overlay', capAdd: [...ORDINARY, 'SYS_ADMIN'], securityOpt: ['apparmor=unconfined'] },
  // without SYS_ADMIN the default seccomp profile forbids the namespaces that chroot isolation makes
  strict: { storageDriver: 'vfs', capAdd: ORDINARY, securityOpt: ['seccomp=unconfined'] },
  privileged: {
    storageDriver: 'overlay',
    capAdd: [...ORDINARY, 'SYS_ADMIN', 'SYS_PTRACE', 'NET_ADMIN'],
    securityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
  },
};
