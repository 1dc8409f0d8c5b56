import path from 'node:path';

/** daemon.json of one engine: nothing of the machine's own /etc/docker is read, and a restart leaves containers running. */
export function dockerdConfig(engine) {
  return JSON.stringify(
    {
      hosts: [`unix://${engine.socket}`, `tcp://${engine.address}:2376`],
      tlsverify: true,
      tlscacert: path.join(engine.tlsDir, 'ca.pem'),
      tlscert: path.join(engine.tlsDir, 'cert.pem'),
      tlskey: path.join(engine.tlsDir, 'key.pem'),
      'data-root': path.join(engine.dataDir, 'docker'),
      'exec-root': path.join(engine.runDir, 'exec'),
      containerd: engine.containerdSocket,
      'live-restore': true,
      'insecure-registries': [`${engine.network.prefix}.0/24`],
      labels: [`host=${engine.name}`],
      'node-generic-resources': engine.gpus.map((id) => `NVIDIA-GPU=${id}`),
      'log-level': 'warn',
      'log-driver': 'json-file',
      'log-opts': { 'max-size': '10m', 'max-file': '3' },
      'shutdown-timeout': 5,
    },
    null,
    2,
  );
}

/** An own containerd per engine: dockerd would else take the machine's, whose containers live in another network. */
export function containerdConfig(engine) {
  return [
    'version = 2',
    `root = "${path.join(engine.dataDir, 'containerd')}"`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs"]',
    '[debug]',
    'level = "warn"',
    '',
  ].join('\n');
}
