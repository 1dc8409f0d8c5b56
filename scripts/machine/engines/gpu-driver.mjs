import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../state-dir.mjs';

// dockerd has a driver for gpus when it finds this program, which the container's start then calls; here there is no gpu to hand in
const HOOK = 'nvidia-container-runtime-hook';

/** `PATH=…` with a stand-in for the program: what it would hand in stands in the container's NVIDIA_VISIBLE_DEVICES all the same. */
export function pathWithGpuDriver(dataDir) {
  const directory = path.join(dataDir, 'gpu-driver');
  mkdirSync(directory, { recursive: true });
  writeWhole(path.join(directory, HOOK), '#!/bin/sh\nexec cat > /dev/null\n');
  chmodSync(path.join(directory, HOOK), 0o755);
  return `PATH=${directory}:${process.env.PATH}`;
}
